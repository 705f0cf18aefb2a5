import { type Json, makeString } from '../parse/ast.ts';
import { snippet } from '../parse/snippet.ts';
import type { FormatPiece } from './timestamp-format.ts';

const DIGITS: Readonly<Record<string, string>> = {
  '%Y': '(\\d{4})',
  '%m': '(\\d\\d)',
  '%d': '(\\d\\d)',
};

/**
 * TO_DATE that takes a day or month beyond its range and counts on: June 31 is July 1. Undefined for a
 * format that is more than year, month and day in digits.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_TO_DATE_function.html
 */
export function lenientDate(text: Json, pieces: readonly FormatPiece[]): Json | undefined {
  const places: string[] = [];
  let regex = '';
  for (const { text: literal, directive } of pieces) {
    const digits = directive === undefined ? undefined : DIGITS[directive];
    if (directive !== undefined && digits !== undefined) {
      places.push(directive);
      regex += digits;
    } else if (literal !== undefined) regex += literal.replace(/[.^$\\|?*+()[\]{}]/g, '\\$&');
    else return undefined;
  }
  const [year, month, day] = ['%Y', '%m', '%d'].map((directive) => places.indexOf(directive) + 1);
  if (!year || !month || !day || places.length !== 3) return undefined;
  const part = (place: number) => `CAST(regexp_extract(__0, __1, ${place}) AS INTEGER)`;
  return snippet(
    `CASE WHEN regexp_matches(__0, __1) THEN CAST(make_date(${part(year)}, 1, 1) + to_months(${part(month)} - 1) + to_days(${part(day)} - 1) AS DATE) ELSE CAST(strptime(__0, __2) AS DATE) END`,
    text,
    makeString(`^\\s*${regex}`),
    makeString(pieces.map((piece) => piece.directive ?? piece.text ?? '').join('')),
  );
}
