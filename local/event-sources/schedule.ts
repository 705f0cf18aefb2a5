import { randomUUID } from 'node:crypto';
import type { EventBridgeEvent } from 'aws-lambda';
import { localAccount } from '../account.ts';
import type { LambdaFunction } from './functions/lambda-function.ts';

export type Schedule = {
  readonly name: string;
  readonly everySeconds: number;
  readonly region: string;
  readonly target: Pick<LambdaFunction, 'invoke'>;
  readonly now: () => Date;
  readonly log: (message: string, error?: unknown) => void;
};

/** A scheduled event: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html */
const scheduledEvent = (
  name: string,
  region: string,
  now: Date,
): EventBridgeEvent<'Scheduled Event', Record<string, never>> => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: localAccount,
  time: now.toISOString().replace(/\.\d+Z$/, 'Z'),
  region,
  resources: [`arn:aws:events:${region}:${localAccount}:rule/${name}`],
  detail: {},
});

/** Invokes a function at once and then at an interval, never twice at a time. */
export const startSchedule = (schedule: Schedule): { close: () => Promise<void> } => {
  const { name, region, target, now, log } = schedule;
  let running: Promise<unknown> | undefined;
  const tick = (): void => {
    running ??= target
      .invoke(scheduledEvent(name, region, now()))
      .catch((error) => log(name, error))
      .finally(() => {
        running = undefined;
      });
  };
  tick();
  const timer = setInterval(tick, schedule.everySeconds * 1000);
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
