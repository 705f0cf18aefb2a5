import type { Format, Measure } from '../../definition/types.ts';
import type { Row, Value } from './answer.ts';

/** The reader's own. */
const locales = navigator.languages;

const whole = new Intl.NumberFormat(locales, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(locales, { maximumFractionDigits: 1 });
const signed = new Intl.NumberFormat(locales, {
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});

/** Moments carry no zone: they are read and written as UTC, and so stay what they are. */
const dateFormat = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locales, { ...options, timeZone: 'UTC' });
const formats = {
  moment: dateFormat({ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }),
  day: dateFormat({ weekday: 'short', month: 'short', day: 'numeric' }),
  month: dateFormat({ month: 'long', year: 'numeric' }),
  time: dateFormat({ hour: '2-digit', minute: '2-digit' }),
  second: dateFormat({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
};

/** 'YYYY-MM-DD[ HH:MM:SS]' as milliseconds of a clock without a zone. */
export const timeOf = (text: string): number =>
  Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text.replace(' ', 'T')}Z`);

/** A moment in the reader's way of writing. */
export const writeTime = (text: string, as: keyof typeof formats): string => {
  const ms = timeOf(text);
  return Number.isNaN(ms) ? text : formats[as].format(ms);
};

/** Minutes as the two largest units: '2 d 4 h', '47.5 min'. */
const writeMinutes = (minutes: number): string => {
  const sign = minutes < 0 ? '−' : '';
  const size = Math.abs(minutes);
  if (size < 60) return `${sign}${oneDigit.format(size)} min`;
  const all = Math.round(size);
  const [days, hours, rest] = [Math.floor(all / 1440), Math.floor(all / 60) % 24, all % 60];
  const parts =
    days > 0
      ? [`${whole.format(days)} d`, hours > 0 ? `${hours} h` : '']
      : [`${hours} h`, rest > 0 ? `${rest} min` : ''];
  return `${sign}${parts.join(' ').trimEnd()}`;
};

const writeSeconds = (seconds: number): string =>
  Math.abs(seconds) < 100 ? `${whole.format(seconds)} s` : writeMinutes(seconds / 60);

/** What stands where there is no value: nobody answered, nothing was closed. */
export const absent = '–';

/** A value in the reader's way of writing, with the unit where the format has one of its own. */
export const write = (value: Value | undefined, format: Format): string => {
  if (value === null || value === undefined) return absent;
  if (typeof value !== 'number') {
    if (format === 'moment') return writeTime(String(value), 'moment');
    if (format === 'day') return writeTime(String(value), 'day');
    return String(value);
  }
  switch (format) {
    case 'count':
      return whole.format(value);
    case 'percent':
      return `${oneDigit.format(value)} %`;
    case 'score':
      return signed.format(value);
    case 'rating':
    case 'rate':
      return oneDigit.format(value);
    case 'minutes':
      return writeMinutes(value);
    case 'hours':
      return writeMinutes(value * 60);
    case 'seconds':
      return writeSeconds(value);
    default:
      return oneDigit.format(value);
  }
};

/** The size of a change. Of percents and scores it is points: a percent of a percent would be another number. */
const writeChange = (size: number, format: Format): string => {
  if (format !== 'percent' && format !== 'score') return write(size, format);
  const text = oneDigit.format(size);
  return `${text} ${text === '1' ? 'point' : 'points'}`;
};

/** The difference in words: never by colour, and with what it is compared with. */
export const writeComparison = (
  { format, better }: Measure,
  now: number | null,
  before: number | null,
): string => {
  const beforeText = before === null ? 'none' : write(before, format);
  if (now === null || before === null) return `before: ${beforeText}`;
  const change = now - before;
  if (change === 0) return 'same as before';
  const arrow = change > 0 ? '▲' : '▼';
  const isBetter = change > 0 === (better === 'higher');
  const verdict = better === 'neither' ? '' : isBetter ? ', better' : ', worse';
  return `${arrow} ${writeChange(Math.abs(change), format)}${verdict} · before: ${beforeText}`;
};

/** A measure's value in a row of an answer: the API names the column as the measure. */
export const numberOf = (row: Row, { id, column }: Measure): number | null => {
  const value = row[id] ?? (column === null ? null : row[column]);
  return typeof value === 'number' ? value : null;
};

/** A span of time as a reader would say it. */
export const writeSpan = (from: string, to: string): string => {
  const isDays = /(^.{10}$| 00:00:00$)/.test(from) && /(^.{10}$| 00:00:00$)/.test(to);
  if (isDays) {
    const last = new Date(timeOf(to) - 1).toISOString().slice(0, 10);
    const first = from.slice(0, 10);
    return first === last
      ? writeTime(first, 'day')
      : `${writeTime(first, 'day')} – ${writeTime(last, 'day')}`;
  }
  const end = from.slice(0, 10) === to.slice(0, 10) ? 'time' : 'moment';
  return `${writeTime(from, 'moment')} – ${writeTime(to, end)}`;
};
