/*
 * Business-local timestamps as whole seconds, so that a day always has 24 hours: a clock change of the
 * zone plays no part. Only Date.UTC counts here.
 */

/** A moment on the business's own clock, in seconds; comparable with other such moments only. */
export type LocalSeconds = number;

export const minuteSeconds = 60;
export const hourSeconds = 3600;
export const daySeconds = 86_400;

/** 'YYYY-MM-DD HH:MM:SS' or 'YYYY-MM-DD' as seconds. */
export const secondsOf = (text: string): LocalSeconds => {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = text
    .split(/[- :]/)
    .map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
};

/** Seconds as 'YYYY-MM-DD HH:MM:SS'. */
export const timestampOf = (seconds: LocalSeconds): string =>
  new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** The date of a moment, 'YYYY-MM-DD'. */
export const dateOf = (seconds: LocalSeconds): string => timestampOf(seconds).slice(0, 10);

/** A way to cut time into periods: the first moment of the period that holds one, and of the next period. */
export type Period = {
  readonly startOf: (moment: LocalSeconds) => LocalSeconds;
  readonly next: (start: LocalSeconds) => LocalSeconds;
};

const fixedLength = (length: number): Period => ({
  startOf: (moment) => Math.floor(moment / length) * length,
  next: (start) => start + length,
});

export const civilMinute = fixedLength(minuteSeconds);
export const civilHour = fixedLength(hourSeconds);
export const civilDay = fixedLength(daySeconds);

/** 1970-01-05 was a Monday. */
const firstMonday = 4 * daySeconds;

/** ISO weeks begin on Monday. */
export const isoWeek: Period = {
  startOf: (moment) =>
    Math.floor((moment - firstMonday) / (7 * daySeconds)) * 7 * daySeconds + firstMonday,
  next: (start) => start + 7 * daySeconds,
};

const monthStart = (moment: LocalSeconds, monthsLater: number): LocalSeconds => {
  const date = new Date(moment * 1000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsLater, 1) / 1000;
};

export const civilMonth: Period = {
  startOf: (moment) => monthStart(moment, 0),
  next: (start) => monthStart(start, 1),
};
