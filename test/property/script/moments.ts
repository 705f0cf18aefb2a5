import fc from 'fast-check';
import {
  civilDay,
  civilHour,
  civilMinute,
  civilMonth,
  daySeconds,
  hourSeconds,
  isoWeek,
  type LocalSeconds,
  minuteSeconds,
} from '../../oracle/facts/local-time.ts';

/** A moment as its distance from a moment that `now` leads to: so it shrinks towards now. */
export type MomentSpec = {
  readonly base: keyof typeof bases;
  readonly steps: number;
  readonly nudgeSeconds: number;
};

/** Where windows and periods begin, and the length of one step from there. */
const bases = {
  now: { startOf: (now: LocalSeconds) => now, stepSeconds: hourSeconds },
  second: { startOf: (now: LocalSeconds) => now, stepSeconds: 1 },
  minute: { startOf: civilMinute.startOf, stepSeconds: minuteSeconds },
  hour: { startOf: civilHour.startOf, stepSeconds: hourSeconds },
  day: { startOf: civilDay.startOf, stepSeconds: daySeconds },
  week: { startOf: isoWeek.startOf, stepSeconds: 7 * daySeconds },
  month: { startOf: civilMonth.startOf, stepSeconds: 0 },
} as const;

/** Furthest that an event lies after now: less than the day that its arrival allows. */
const latestAfterNow = 20 * hourSeconds;

const spec = (
  base: MomentSpec['base'],
  min: number,
  max: number,
  nudgeSeconds: fc.Arbitrary<number>,
): fc.Arbitrary<MomentSpec> =>
  fc.record({ base: fc.constant(base), steps: fc.integer({ min, max }), nudgeSeconds });

/** One second before, at, or after: the edges of a window. */
const edge = fc.constantFrom(0, -1, 1);
const none = fc.constant(0);

/** Moments at and around the edges of all windows, some in between, and a few far away. */
export const anyMoment: fc.Arbitrary<MomentSpec> = fc.oneof(
  // The windows of the last hour and the hour before: which side of an edge a moment at it belongs to.
  { weight: 25, arbitrary: spec('now', -2, 0, fc.constantFrom(0, 0, -1)) },
  { weight: 40, arbitrary: spec('now', -7, 1, edge) },
  { weight: 30, arbitrary: spec('second', -3 * hourSeconds, hourSeconds, none) },
  { weight: 10, arbitrary: spec('minute', -361, 1, edge) },
  { weight: 20, arbitrary: spec('hour', -26, 20, edge) },
  { weight: 15, arbitrary: spec('day', -9, 0, edge) },
  { weight: 8, arbitrary: spec('week', -3, 0, edge) },
  { weight: 5, arbitrary: spec('month', 0, 0, edge) },
  { weight: 1, arbitrary: spec('hour', -410 * 24, -390 * 24, edge) },
);

export const momentOf = ({ base, steps, nudgeSeconds }: MomentSpec, now: LocalSeconds) => {
  const { startOf, stepSeconds } = bases[base];
  return Math.min(startOf(now) + steps * stepSeconds + nudgeSeconds, now + latestAfterNow);
};

/** The moment so many seconds later, and no later than an event may be. */
export const momentAfter = (moment: LocalSeconds, seconds: number, now: LocalSeconds) =>
  Math.min(moment + seconds, now + latestAfterNow);
