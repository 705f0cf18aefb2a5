import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultyCopy } from '../copy/faulty-copy.ts';
import type { ProxiedRequest } from '../proxy/faulty-proxy.ts';
import type { Fault } from './fault.ts';

/** A kill comes within this time after its chunk of events has begun, milliseconds. */
const latestMs = 1_500;
/** How long the work that a kill is aimed at takes, roughly, milliseconds. */
const workMs = 30;

/** A moment at which a process is at work, seen from outside. */
type AtWork = (copy: FaultyCopy) => Promise<void>;

const isWrite = ({ method, path }: ProxiedRequest): boolean =>
  method === 'PUT' && path.includes('/casepulse-archive/');
const archiving: AtWork = (copy) => copy.s3.next(isWrite);
const loading: AtWork = (copy) =>
  copy.dataApi.next(({ operation }) => operation === 'BatchExecuteStatement');
const putting: AtWork = (copy) => copy.kinesis.next(({ operation }) => operation === 'PutRecords');

/** Half of the kills come at any moment, half amid the work that they can do the most harm to. */
const killed = (name: string, atWork: AtWork, kill: Fault['strike']): Fault => ({
  kind: `kill -9 of ${name}`,
  strike: async (copy, random) => {
    const anyMoment = sleep(random.integer(0, latestMs));
    if (random.uniform() < 0.5) await anyMoment;
    else {
      await Promise.race([atWork(copy), sleep(2 * latestMs)]);
      await sleep(random.integer(0, workMs));
    }
    await kill(copy, random);
  },
});

/** Every process ends without notice. */
export const killedProcesses: readonly Fault[] = [
  killed('the supervisor', loading, (copy) => copy.killSupervisor()),
  killed('Kinesis', putting, (copy) => copy.killPart('kinesis')),
  killed('S3 and SQS', archiving, (copy) => copy.killPart('objects')),
  killed('the warehouse', loading, (copy) => copy.killPart('warehouse')),
  killed('the event sources', archiving, (copy) => copy.killPart('event-sources')),
  killed('consume-events', archiving, async (copy) => copy.killFunction('consume-events')),
  killed('load-facts', loading, async (copy) => copy.killFunction('load-facts')),
];
