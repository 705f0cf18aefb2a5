import { TZDate } from '@date-fns/tz';
import { addDays, startOfMonth, startOfWeek } from 'date-fns';
import type { Period } from '../definition/types.ts';

/** [from, to), business-local 'YYYY-MM-DD HH:MM:SS'. */
export type Span = { readonly from: string; readonly to: string };

/** Before and after every event: the contract takes none before 2000. */
export const everything: Span = { from: '1900-01-01 00:00:00', to: '9999-01-01 00:00:00' };

const midnight = ' 00:00:00';

/** Whether the span begins and ends at midnight: then views by day can answer. */
export const isWholeDays = ({ from, to }: Span): boolean =>
  from.endsWith(midnight) && to.endsWith(midnight);

const utcDay = (day: string): TZDate => new TZDate(`${day}T00:00:00Z`, 'UTC');
const text = (date: Date): string => `${date.toISOString().slice(0, 10)}${midnight}`;

/**
 * The span of a civil period that now lies in, or of the last days, today included. ISO weeks begin on Monday.
 * @param businessNow 'YYYY-MM-DD HH:MM:SS'
 */
export const civilSpan = (
  span: Exclude<Period['span'], { kind: 'current-business' }>,
  businessNow: string,
): Span => {
  if (span.kind === 'all') return everything;
  const today = utcDay(businessNow.slice(0, 10));
  const to = text(addDays(today, 1));
  if (span.kind === 'last-days') return { from: text(addDays(today, 1 - span.days)), to };
  const first = {
    day: today,
    week: startOfWeek(today, { weekStartsOn: 1 }),
    month: startOfMonth(today),
  }[span.grain];
  return { from: text(first), to };
};
