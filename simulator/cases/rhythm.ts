import { daySeconds, hourSeconds } from '../local-time.ts';

/** Cases by hour of the day, midnight first, relative to each other: a late morning, a smaller evening. */
const hourWeights = [
  0.25, 0.18, 0.14, 0.12, 0.14, 0.22, 0.4, 0.7, 1.1, 1.5, 1.7, 1.7, 1.5, 1.4, 1.4, 1.4, 1.35, 1.3,
  1.35, 1.4, 1.2, 0.9, 0.6, 0.4,
];
/** By day of the week, Sunday first: what the week-end left arrives on Monday. */
const dayWeights = [0.65, 1.25, 1.1, 1.05, 1.05, 1.1, 0.8];

/** Local seconds 0 were a Thursday. */
const firstWeekday = 4;

const weekday = (at: number): number => (Math.floor(at / daySeconds) + firstWeekday) % 7;
const hour = (at: number): number => Math.floor((at % daySeconds) / hourSeconds);

/** How many cases are registered at a local time, relative to the week's mean of about 1. */
export const arrivalWeight = (at: number): number =>
  (hourWeights[hour(at)] ?? 1) * (dayWeights[weekday(at)] ?? 1);

export const channels = ['Call', 'Chat', 'Email'] as const;
export type Channel = (typeof channels)[number];

const officeHours = [0.6, 0.28, 0.12];
const evenings = [0.4, 0.42, 0.18];
const nights = [0.2, 0.35, 0.45];

/** Shares of calls, chats and e-mails at a local time: people write when nobody answers the phone. */
export const channelShares = (at: number): readonly number[] => {
  const isWeekend = weekday(at) === 0 || weekday(at) === 6;
  if (hour(at) >= 8 && hour(at) < 18) return isWeekend ? evenings : officeHours;
  return hour(at) >= 6 && hour(at) < 22 ? evenings : nights;
};
