/*
 * Dates and timestamps as text, counted without Date objects: a local-zone Date shifts the hours that
 * a clock change skips, and loses microseconds.
 */

const zero = 48;
const dash = 45;
const colon = 58;
const space = 32;
const dot = 46;

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** The number that `length` digits of `text` from `start` make, or -1 where one is no digit. */
const digits = (text: string, start: number, length: number): number => {
  let value = 0;
  for (let at = start; at < start + length; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
};

const isLeapYear = (year: number): boolean =>
  year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/**
 * Days from 1970-01-01 to a civil date: Howard Hinnant's days_from_civil,
 * https://howardhinnant.github.io/date_algorithms.html
 */
const daysFromCivil = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** Days since 1970-01-01; NaN where there is no such date from year 1 on (a zero date, say). */
const daysOfDate = (year: number, month: number, day: number): number => {
  if (year < 1 || month < 1 || month > 12 || day < 1) return Number.NaN;
  const longest = month === 2 && isLeapYear(year) ? 29 : (daysInMonth[month - 1] ?? 0);
  return day > longest ? Number.NaN : daysFromCivil(year, month, day);
};

/** Days since 1970-01-01 of the first ten characters, 'YYYY-MM-DD'; NaN where that is no date. */
const leadingDays = (text: string): number =>
  text.charCodeAt(4) === dash && text.charCodeAt(7) === dash
    ? daysOfDate(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2))
    : Number.NaN;

/** Days since 1970-01-01 of 'YYYY-MM-DD', year 0001 to 9999; NaN where `text` is no such date. */
export const epochDays = (text: string): number =>
  text.length === 10 ? leadingDays(text) : Number.NaN;

/** The number that ASCII digits make, or -1 where one is no digit. */
const digitsOfBytes = (bytes: Uint8Array, start: number, length: number): number => {
  let value = 0;
  for (let at = start; at < start + length; at++) {
    const digit = (bytes[at] ?? 0) - zero;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
};

/** The same of `length` ASCII bytes from `at`: a text made of them costs as much as reading the date. */
export const epochDaysOfBytes = (bytes: Uint8Array, at: number, length: number): number =>
  length === 10 && bytes[at + 4] === dash && bytes[at + 7] === dash
    ? daysOfDate(
        digitsOfBytes(bytes, at, 4),
        digitsOfBytes(bytes, at + 5, 2),
        digitsOfBytes(bytes, at + 8, 2),
      )
    : Number.NaN;

/**
 * Seconds since 1970-01-01 00:00:00 of the first nineteen characters, 'YYYY-MM-DD HH:MM:SS', in the timestamp's own
 * zone; NaN where they are no such timestamp.
 */
export const epochSeconds = (text: string): number => {
  const days = leadingDays(text);
  const hours = digits(text, 11, 2);
  const minutes = digits(text, 14, 2);
  const seconds = digits(text, 17, 2);
  if (
    Number.isNaN(days) ||
    text.charCodeAt(10) !== space ||
    text.charCodeAt(13) !== colon ||
    text.charCodeAt(16) !== colon
  ) {
    return Number.NaN;
  }
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) {
    return Number.NaN;
  }
  return days * 86_400 + hours * 3600 + minutes * 60 + seconds;
};

/**
 * Microseconds since 1970-01-01 00:00:00 of 'YYYY-MM-DD HH:MM:SS' with up to six decimals, in the
 * timestamp's own zone; null where `text` is no such timestamp.
 */
export const epochMicros = (text: string): bigint | null => {
  const wholeSeconds = epochSeconds(text);
  if (Number.isNaN(wholeSeconds)) return null;
  let micros = 0;
  if (text.length > 19) {
    const decimals = text.length - 20;
    if (text.charCodeAt(19) !== dot || decimals < 1 || decimals > 6) return null;
    const fraction = digits(text, 20, decimals);
    if (fraction < 0) return null;
    micros = fraction * 10 ** (6 - decimals);
  }
  const total = wholeSeconds * 1_000_000 + micros;
  // Beyond the years that a double counts exactly in microseconds (about 1684 to 2255).
  return Number.isSafeInteger(total)
    ? BigInt(total)
    : BigInt(wholeSeconds) * 1_000_000n + BigInt(micros);
};
