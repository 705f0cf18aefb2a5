import { InvalidArgumentError } from 'commander';

/*
 * Parsers of option values. Each throws commander's InvalidArgumentError, which ends the command
 * with exit code 2 and a sentence that names option and value.
 */

const number = (text: string, what: string, holds: (value: number) => boolean): number => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || !holds(value)) {
    throw new InvalidArgumentError(`It must be ${what}.`);
  }
  return value;
};

/** A number above zero, such as events a second. */
export const positiveNumber = (text: string): number =>
  number(text, 'a number above 0', (value) => value > 0);

/** A whole number of at least 1. */
export const positiveInteger = (text: string): number =>
  number(
    text,
    'a whole number of at least 1',
    (value) => Number.isSafeInteger(value) && value >= 1,
  );

/** A whole number of at least 0, such as a seed. */
export const wholeNumber = (text: string): number =>
  number(
    text,
    'a whole number of at least 0',
    (value) => Number.isSafeInteger(value) && value >= 0,
  );

/** A share, such as 0.01 for one in a hundred. */
export const share = (text: string): number =>
  number(text, 'a share from 0 up to but not 1, such as 0.01', (value) => value >= 0 && value < 1);

/** A TCP port. */
export const port = (text: string): number =>
  number(
    text,
    'a port from 1 to 65535',
    (value) => Number.isInteger(value) && value >= 1 && value <= 65_535,
  );

const secondsIn: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** A duration such as 500ms, 60s, 5m, 2h, or a plain number of seconds; gives seconds. */
export const durationSeconds = (text: string): number => {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim()) ?? [];
  if (amount === undefined)
    throw new InvalidArgumentError('It must be a duration such as 60s, 5m or 2h.');
  return Number(amount) * (secondsIn[unit] ?? 1);
};

const hourOf = (text: string, otherwise: string): string => {
  const [, date, hour] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d)(?::\d\d){0,2}Z?)?$/.exec(text) ?? [];
  if (date === undefined || Number.isNaN(Date.parse(`${date}T${hour ?? '00'}:00Z`))) {
    throw new InvalidArgumentError('It must be a UTC date or hour such as 2026-03-10T12.');
  }
  return `${date} ${hour ?? otherwise}`;
};

/** A UTC date or time; gives its hour as 'YYYY-MM-DD HH', for a date the first. */
export const arrivalHour = (text: string): string => hourOf(text, '00');

/** The same; for a date the last hour. */
export const lastArrivalHour = (text: string): string => hourOf(text, '23');

/** A UTC date or time to the second; gives 'YYYY-MM-DD HH:MM:SS'. */
export const utcTimestamp = (text: string): string => {
  const [, date, time = '00:00'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)Z?)?$/.exec(text) ?? [];
  const whole = `${date} ${time.padEnd(8, ':00')}`;
  if (date === undefined || Number.isNaN(Date.parse(`${whole.replace(' ', 'T')}Z`))) {
    throw new InvalidArgumentError('It must be a UTC time such as 2026-03-10 or 2026-03-10T12:30.');
  }
  return whole;
};
