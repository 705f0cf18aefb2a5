import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.ts';

/** A moment within the work of the chunk of events that is sent meanwhile, milliseconds. */
const latestMs = 1_500;

const killed = (name: string, kill: Fault['strike']): Fault => ({
  kind: `kill -9 of ${name}`,
  strike: async (copy, random) => {
    await sleep(random.integer(0, latestMs));
    await kill(copy, random);
  },
});

/** Every process ends without notice at a random moment. */
export const killedProcesses: readonly Fault[] = [
  killed('the supervisor', (copy) => copy.killSupervisor()),
  killed('Kinesis', (copy) => copy.killPart('kinesis')),
  killed('S3 and SQS', (copy) => copy.killPart('objects')),
  killed('the warehouse', (copy) => copy.killPart('warehouse')),
  killed('the event sources', (copy) => copy.killPart('event-sources')),
  killed('consume-events', async (copy) => copy.killFunction('consume-events')),
  killed('load-facts', async (copy) => copy.killFunction('load-facts')),
];
