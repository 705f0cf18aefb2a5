import { tzOffset } from '@date-fns/tz';
import { epochSeconds } from '../civil-time.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Earliest timestamp that is taken for one. */
export const earliestTimestamp = '2000-01-01 00:00:00';

/** Whether `text` is 'YYYY-MM-DD HH:MM:SS', a real date and a real time (no 24:00, no leap second). */
export const isTimestamp = (text: string): boolean =>
  text.length === 19 && !Number.isNaN(epochSeconds(text));

/** Epoch milliseconds of a UTC text, to the second. */
const epochMs = (utc: string): number => Date.parse(`${utc.slice(0, 10)}T${utc.slice(11, 19)}Z`);

const text = (epoch: number): string => {
  const iso = new Date(epoch).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
};

/**
 * UTC text as business-local text, fractions kept. A Date carries it, but only as a count of
 * milliseconds: it is read and written in UTC, so the machine's own zone plays no part.
 */
export const toBusinessTime = (utc: string, businessTimezone: string): string => {
  const epoch = epochMs(utc);
  const offsetMinutes = tzOffset(businessTimezone, new Date(epoch));
  return text(epoch + offsetMinutes * minuteMs) + utc.slice(19);
};

/** The last answer: records of a batch arrive in the same second by the hundred. */
let remembered = { second: '', timezone: '', limit: '' };

/**
 * A day after the arrival, in business-local time (a day has 24 hours), to the second: no event may be later. The
 * decimals of an arrival let no other event in, since events have none.
 */
export const latestTimestamp = (arrivedAt: string, businessTimezone: string): string => {
  if (!arrivedAt.startsWith(remembered.second) || remembered.timezone !== businessTimezone) {
    const second = arrivedAt.slice(0, 19);
    const local = toBusinessTime(second, businessTimezone);
    const limit = text(epochMs(local) + dayMs);
    remembered = { second, timezone: businessTimezone, limit };
  }
  return remembered.limit;
};
