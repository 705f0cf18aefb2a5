/*
 * NUMERIC in binary: count of digits to the base of 10,000, weight of the first, sign, decimal places,
 * then the digits. https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/numeric.c
 */
const DIGIT_PLACES = 4;
const NEGATIVE = 0x4000;
const NOT_A_NUMBER = 0xc000;

/** A decimal number's text in binary. */
export function encodeNumeric(text: string): Buffer {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(text) ?? [];
  const before = whole.padStart(Math.ceil(whole.length / DIGIT_PLACES) * DIGIT_PLACES, '0');
  const after = fraction.padEnd(Math.ceil(fraction.length / DIGIT_PLACES) * DIGIT_PLACES, '0');
  const digits = ((before + after).match(/\d{4}/g) ?? []).map(Number);
  let weight = before.length / DIGIT_PLACES - 1;
  while (digits[0] === 0) {
    digits.shift();
    weight -= 1;
  }
  while (digits.at(-1) === 0) digits.pop();
  const bytes = Buffer.alloc(8 + digits.length * 2);
  bytes.writeInt16BE(digits.length, 0);
  bytes.writeInt16BE(digits.length === 0 ? 0 : weight, 2);
  bytes.writeUInt16BE(sign === '' || digits.length === 0 ? 0 : NEGATIVE, 4);
  bytes.writeInt16BE(fraction.length, 6);
  for (const [index, digit] of digits.entries()) bytes.writeInt16BE(digit, 8 + index * 2);
  return bytes;
}

/** The text of a number in binary. */
export function decodeNumeric(bytes: Buffer): string {
  const count = bytes.readInt16BE(0);
  const weight = bytes.readInt16BE(2);
  const sign = bytes.readUInt16BE(4);
  const places = bytes.readInt16BE(6);
  if (sign === NOT_A_NUMBER) return 'NaN';
  const digitAt = (index: number): string =>
    String(index >= 0 && index < count ? bytes.readInt16BE(8 + index * 2) : 0).padStart(4, '0');
  let whole = '';
  for (let index = 0; index <= weight; index += 1) whole += digitAt(index);
  let fraction = '';
  for (let index = weight + 1; fraction.length < places; index += 1) fraction += digitAt(index);
  const text =
    (whole.replace(/^0+/, '') || '0') + (places > 0 ? `.${fraction.slice(0, places)}` : '');
  return sign === NEGATIVE ? `-${text}` : text;
}
