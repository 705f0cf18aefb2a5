import { randomUUID } from 'node:crypto';
import type { EventBridgeEvent } from 'aws-lambda';
import { localAccount } from '../account.ts';
import type { LambdaFunction } from './functions/lambda-function.ts';

export type Schedule = {
  readonly name: string;
  readonly everySeconds: number;
  /** Time until the first invocation. @default none */
  readonly firstAfterSeconds?: number;
  /** What the function is given. @default a scheduled event of EventBridge */
  readonly event?: object;
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

/** Invokes a function after a while and then at an interval, never twice at a time. */
export const startSchedule = (schedule: Schedule): { close: () => Promise<void> } => {
  const { name, region, target, event, now, log, everySeconds, firstAfterSeconds = 0 } = schedule;
  let running: Promise<unknown> | undefined;
  const tick = (): void => {
    running ??= target
      .invoke(event ?? scheduledEvent(name, region, now()))
      .catch((error) => log(name, error))
      .finally(() => {
        running = undefined;
      });
  };
  let timer = setTimeout(() => {
    tick();
    timer = setInterval(tick, everySeconds * 1000);
  }, firstAfterSeconds * 1000);
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
