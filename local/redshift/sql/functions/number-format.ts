import type { Json } from '../parse/ast.ts';
import { snippet } from '../parse/snippet.ts';
import { notCovered } from '../sql-error.ts';

/** True for a TO_CHAR format of numbers (9, 0, comma, point, sign, L, FM). */
export function isNumberFormat(format: string): boolean {
  if (/^(FM)?RN$/i.test(format)) return true;
  return /[90]/.test(format) && /^(FM)?[\s\-+$LSMIG,D.90PR%]*$/i.test(format);
}

/**
 * A number as text by a numeric format: digits (9 blank, 0 zero), group separators, decimal point, FM,
 * a currency sign before and a sign behind; the other marks are refused.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_formating.html
 */
export function numberToText(value: Json, format: string): Json {
  const isUnpadded = /^FM/i.test(format);
  const marks = format.replace(/^FM/i, '').toUpperCase().replaceAll('D', '.').replaceAll('G', ',');
  const currency = /^[L$]/.test(marks) ? '$' : '';
  const isSignLast = marks.endsWith('S');
  const body = marks.replace(/^[L$]|S$/g, '');
  if (!/^[90,]*(\.[90]*)?$/.test(body)) throw notCovered(`TO_CHAR with the format '${format}'`);
  const [whole = '', fraction = ''] = body.split('.');
  const hasGroups = whole.includes(',');
  const wholeDigits = whole.replaceAll(',', '');
  const firstZero = wholeDigits.indexOf('0');
  const minDigits =
    firstZero < 0
      ? fraction.length > 0 || wholeDigits.length === 0
        ? 0
        : 1
      : wholeDigits.length - firstZero;
  const digits = fraction.length;
  const text = `format('{:${hasGroups ? ',' : ''}.${digits}f}', abs(round(CAST(__0 AS DOUBLE), ${digits})))`;
  const padded = hasGroups
    ? text
    : `lpad(${text}, CAST(greatest(length(${text}), ${minDigits + (digits > 0 ? digits + 1 : 0)}) AS INTEGER), '0')`;
  // With no digit before the point the zero is not written: '.50' for 9.99 of 0.5.
  const trimmed =
    minDigits === 0 && digits > 0 ? `regexp_replace(${padded}, '^0\\.', '.')` : padded;
  const signed = isSignLast ? trimmed : `CASE WHEN __0 < 0 THEN '-' ELSE '' END || ${trimmed}`;
  const ending = isSignLast ? " || CASE WHEN __0 < 0 THEN '-' ELSE '+' END" : '';
  if (isUnpadded) {
    return snippet(
      `'${currency}' || ${fraction.includes('0') || digits === 0 ? signed : `regexp_replace(${signed}, '0+$', '')`}${ending}`,
      value,
    );
  }
  const width = body.length + (isSignLast ? 0 : 1);
  return snippet(`'${currency}' || lpad(${signed}, ${width}, ' ')${ending}`, value);
}
