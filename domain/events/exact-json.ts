/** A number in JSON text that a double might not keep: 16 digits or more, a fraction, an exponent. */
const riskyNumber = /[:,[\s]-?(?:\d{16}|\d+[.eE])/;

/** Longest decimal written out; no column takes more, so a longer one stays as it was sent. */
const longestDecimal = 400;

const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,6}))?$/;

/**
 * A number as plain decimal text, exact: '6.0e2' is '600', '08' is '8', '1.50' is '1.5'. The same
 * number gives the same text however a producer writes it. Null where `text` is no number.
 */
export const canonicalNumber = (text: string): string | null => {
  const match = decimal.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent);
  if (Math.abs(point) + fraction.length > longestDecimal) return text;
  const digits = (whole + fraction).padStart(whole.length + fraction.length - point, '0');
  const shift = digits.length - (whole.length + fraction.length);
  const padded = digits.padEnd(point + shift, '0');
  const integer = padded.slice(0, point + shift).replace(/^0+(?=\d)/, '') || '0';
  const rest = padded.slice(point + shift).replace(/0+$/, '');
  const value = rest === '' ? integer : `${integer}.${rest}`;
  return value === '0' ? value : sign + value;
};

/** JSON.parse as ES2026 has it: the reviver sees the source text. TypeScript's library lags behind. */
const parseWithSource = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;

const exactNumber = (_key: string, value: unknown, { source }: { readonly source?: string }) =>
  typeof value === 'number' ? canonicalNumber(source ?? '') : value;

/** Whether a double may stand anywhere in what was parsed; surely not in an object of texts, which nearly every event is. */
const mayHoldNumbers = (value: unknown): boolean => {
  if (typeof value === 'string') return false;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
  for (const key in value) {
    if (typeof (value as Readonly<Record<string, unknown>>)[key] !== 'string') return true;
  }
  return false;
};

/**
 * JSON.parse that loses no digit: where the text holds a number that a double might round, numbers
 * come as exact decimal text. Fields read text and numbers alike, so only the digits differ. The
 * reviver makes parsing four times as slow (ADR 9), hence only then.
 * @throws SyntaxError, or RangeError for nesting beyond the stack.
 */
export const parseExactJson = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  return mayHoldNumbers(value) && riskyNumber.test(text)
    ? parseWithSource(text, exactNumber)
    : value;
};
