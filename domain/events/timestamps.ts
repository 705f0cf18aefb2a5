import { tzOffset } from '@date-fns/tz';

const zero = 0x30;
const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Earliest timestamp that is taken for one. */
export const earliestTimestamp = '2000-01-01 00:00:00';

/** Value of the two digits at `at`, or NaN. */
const two = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - zero;
  const ones = text.charCodeAt(at + 1) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
};

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/**
 * Whether `text` is 'YYYY-MM-DD HH:MM:SS', a real date and a real time (no 24:00, no leap second).
 * Written out by hand: no Date may touch it, and it runs twice for each event.
 */
export const isTimestamp = (text: string): boolean => {
  if (text.length !== 19) return false;
  if (text[4] !== '-' || text[7] !== '-' || text[10] !== ' ') return false;
  if (text[13] !== ':' || text[16] !== ':') return false;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1)) return false;
  return (
    day <= daysInMonth(year, month) &&
    two(text, 11) <= 23 &&
    two(text, 14) <= 59 &&
    two(text, 17) <= 59
  );
};

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

/** A day after the arrival, in business-local time (a day has 24 hours): no event may be later. */
export const latestTimestamp = (arrivedAt: string, businessTimezone: string): string => {
  const second = arrivedAt.slice(0, 19);
  if (remembered.second !== second || remembered.timezone !== businessTimezone) {
    const local = toBusinessTime(second, businessTimezone);
    const limit = text(epochMs(local) + dayMs);
    remembered = { second, timezone: businessTimezone, limit };
  }
  return remembered.limit + arrivedAt.slice(19);
};
