import { epochDays } from '../../domain/civil-time.ts';
import type { Period } from '../definition/types.ts';

/** [from, to), business-local 'YYYY-MM-DD HH:MM:SS'. */
export type Span = { readonly from: string; readonly to: string };

/** Before and after every event: the contract takes none before 2000. */
export const everything: Span = { from: '1900-01-01 00:00:00', to: '9999-01-01 00:00:00' };

const midnight = ' 00:00:00';
const dayMs = 86_400_000;

/** Whether the span begins and ends at midnight: then views by day can answer. */
export const isWholeDays = ({ from, to }: Span): boolean =>
  from.endsWith(midnight) && to.endsWith(midnight);

/** The midnight that begins a day. @param day days since 1970-01-01 */
const midnightOf = (day: number): string =>
  `${new Date(day * dayMs).toISOString().slice(0, 10)}${midnight}`;

/**
 * The span of a civil period that now lies in, or of the last days, today included. ISO weeks begin on Monday.
 * @param businessNow 'YYYY-MM-DD HH:MM:SS'
 */
export const civilSpan = (
  span: Exclude<Period['span'], { kind: 'current-business' }>,
  businessNow: string,
): Span => {
  if (span.kind === 'all') return everything;
  const date = businessNow.slice(0, 10);
  const today = epochDays(date);
  const to = midnightOf(today + 1);
  if (span.kind === 'last-days') return { from: midnightOf(today + 1 - span.days), to };
  // 1970-01-01, day 0, was a Thursday.
  const daysSinceMonday = (today + 3) % 7;
  const first = {
    day: today,
    week: today - daysSinceMonday,
    month: epochDays(`${date.slice(0, 7)}-01`),
  }[span.grain];
  return { from: midnightOf(first), to };
};
