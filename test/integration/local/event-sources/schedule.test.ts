import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Schedule, startSchedule } from '../../../../local/event-sources/schedule.ts';

/** A schedule whose function takes as long as `work`, and what it was given. */
const start = (options: Partial<Schedule>, work: () => Promise<unknown> = async () => {}) => {
  const given: unknown[] = [];
  const running = { now: 0, most: 0 };
  const schedule = startSchedule({
    name: 'sweep',
    everySeconds: 0.02,
    region: 'us-east-1',
    target: {
      invoke: async (event) => {
        given.push(event);
        running.now++;
        running.most = Math.max(running.most, running.now);
        await work();
        running.now--;
      },
    },
    now: () => new Date('2026-03-10T12:00:00Z'),
    log: () => undefined,
    ...options,
  });
  return { schedule, given, running };
};

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await sleep(5);
};

it("invokes its function again and again, with EventBridge's event", async () => {
  const { schedule, given } = start({});
  await until(() => given.length >= 3);
  await schedule.close();
  expect(given[0]).toMatchObject({
    'detail-type': 'Scheduled Event',
    time: '2026-03-10T12:00:00Z',
    resources: ['arn:aws:events:us-east-1:000000000000:rule/sweep'],
  });
});

it('gives the event that it is told to, and not before its time', async () => {
  const { schedule, given } = start({ event: { task: 'reconcile' }, firstAfterSeconds: 3600 });
  await sleep(50);
  expect(given).toEqual([]);
  await schedule.close();
  const next = start({ event: { task: 'reconcile' }, firstAfterSeconds: 0.01 });
  await until(() => next.given.length > 0);
  await next.schedule.close();
  expect(next.given[0]).toEqual({ task: 'reconcile' });
});

it('never invokes it twice at a time, goes on after a failure, and closes once it has ended', async () => {
  const { schedule, given, running } = start({}, async () => {
    await sleep(60);
    running.now--;
    throw new Error('no warehouse');
  });
  await until(() => given.length >= 2);
  await schedule.close();
  expect(running).toEqual({ now: 0, most: 1 });
});
