import { bodyOf, type Json, makeString, stringLiteral } from '../parse/ast.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function iso(year: string, month: string | number, day: string): string {
  return `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function monthNumber(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** The ways to write a date: https://docs.aws.amazon.com/redshift/latest/dg/r_Date_and_time_literals.html */
const FORMS: readonly (readonly [RegExp, (part: string[]) => string])[] = [
  [/^(\d{4})(\d{2})(\d{2})(?=$|[ T])/, ([, y = '', m = '', d = '']) => iso(y, m, d)],
  [/^(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?=$|[ T])/, ([, m = '', d = '', y = '']) => iso(y, m, d)],
  [
    /^([A-Za-z]{3,9})[- ](\d{1,2})(?:, ?|[- ])(\d{4})(?=$|[ T])/,
    ([, m = '', d = '', y = '']) => iso(y, monthNumber(m), d),
  ],
  [
    /^(\d{1,2})-([A-Za-z]{3,9})-(\d{4})(?=$|[ T])/,
    ([, d = '', m = '', y = '']) => iso(y, monthNumber(m), d),
  ],
  [
    /^(\d{4})-([A-Za-z]{3,9})-(\d{1,2})(?=$|[ T])/,
    ([, y = '', m = '', d = '']) => iso(y, monthNumber(m), d),
  ],
];

/** A date or timestamp text in the form that the engine reads; other texts as they are. */
function isoDateText(text: string): string {
  const trimmed = text.trim();
  for (const [form, write] of FORMS) {
    const match = form.exec(trimmed);
    if (match && !/-00-/.test(write([...match])))
      return write([...match]) + trimmed.slice(match[0].length).replace(/^ +/, ' ');
  }
  return text;
}

/** A string literal that stands for a date, in the engine's form; any other node as it is. */
export function dateOperand(node: Json): Json {
  const text = stringLiteral(node);
  if (text !== undefined) return makeString(isoDateText(text));
  const literal = bodyOf(node, 'literal');
  if (
    (literal?.['literal_type'] === 'date' || literal?.['literal_type'] === 'timestamp') &&
    typeof literal['value'] === 'string'
  ) {
    return { literal: { ...literal, value: isoDateText(literal['value']) } };
  }
  return node;
}
