import { SqlError } from '../sql-error.ts';
import { datePart } from './date-parts.ts';

const SECONDS: Readonly<Record<string, number>> = {
  week: 7 * 86_400,
  day: 86_400,
  hour: 3_600,
  minute: 60,
  second: 1,
  millisecond: 1e-3,
  microsecond: 1e-6,
};

/**
 * The text of an interval literal in the engine's words: quantities with parts of any name, divided by
 * commas or blanks, fractions among them; a quantity without a part is of seconds.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_interval_literals.html
 */
export function intervalText(text: string): string {
  const [whole = '', clock] = text.trim().split(/(?:^|[\s,]+)(-?\d+:\d{2}(?::\d{2}(?:\.\d+)?)?)$/);
  const words: string[] = [];
  const pieces = /\s*,?\s*([+-]?\d+(?:\.\d+)?|[+-]?\.\d+)\s*([A-Za-z]+)?/y;
  while (pieces.lastIndex < whole.length) {
    const match = pieces.exec(whole);
    if (!match) throw new SqlError(`invalid input syntax for type interval: "${text}"`, '22007');
    words.push(...quantity(match[1] ?? '', datePart(match[2] ?? 'second')));
  }
  if (clock !== undefined) words.push(clock);
  if (words.length === 0)
    throw new SqlError(`invalid input syntax for type interval: "${text}"`, '22007');
  return words.join(' ');
}

/** A fraction of weeks and less is written in microseconds. */
function quantity(amount: string, part: string): string[] {
  const seconds = SECONDS[part];
  if (!amount.includes('.') || seconds === undefined) return [`${amount} ${part}`];
  return [`${Math.round(Number(amount) * seconds * 1e6)} microseconds`];
}
