import { isMatch } from 'date-fns/isMatch';
import type { Column, Value } from '../../domain/table.ts';
import { maxCharacters } from './create-table.ts';

/** What a field must be and is not, such as 'must be a whole number'. */
export class WrongField extends Error {}

/** MySQL's ranges. https://dev.mysql.com/doc/refman/8.4/en/integer-types.html */
const greatest = { smallint: 2 ** 15 - 1, integer: 2 ** 31 - 1 };

const wholeNumber = (text: string, max: number): number => {
  const value = Number(text);
  if (!/^[+-]?\d+$/.test(text) || value > max || value < -max - 1) {
    throw new WrongField(`must be a whole number from ${-max - 1} to ${max}`);
  }
  return value;
};

/** MySQL takes dates from the year 1000. */
const day = (text: string): string => {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text) || !isMatch(text, 'yyyy-MM-dd')) {
    throw new WrongField('must be a date such as 2026-01-31');
  }
  return text;
};

const words = (text: string, column: Column & { type: 'varchar' }): string => {
  const max = maxCharacters(column);
  // A character beyond U+FFFF is two units of a JavaScript string and one character to MySQL.
  if (text.length > max && [...text].length > max) {
    throw new WrongField(`must have at most ${max} characters`);
  }
  if (text.includes('\uFFFD')) throw new WrongField('must be UTF-8');
  return text;
};

/**
 * A field of a tab-separated file as its column's value; an empty one is null.
 * @throws WrongField
 */
export const fieldValue = (text: string, column: Column): Value => {
  if (text === '') return null;
  switch (column.type) {
    case 'varchar':
      return words(text, column);
    case 'date':
      return day(text);
    case 'smallint':
    case 'integer':
      return wholeNumber(text, greatest[column.type]);
    default:
      throw new WrongField(`can't be of the type ${column.type} in a dimension`);
  }
};
