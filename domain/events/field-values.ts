import type { Column } from '../table.ts';
import { isMissing, slotOf } from './event-fields.ts';
import { canonicalNumber } from './exact-json.ts';
import { Fault, quoted } from './reasons.ts';
import { earliestTimestamp, isTimestamp } from './timestamps.ts';

/** Reads one field of the contract out of an event's slots: its value, null where missing, or a fault. */
export type FieldReader<T> = (value: unknown) => T | Fault;

/** Length in UTF-8 bytes; half a surrogate pair counts 3, as its replacement would. */
const utf8Bytes = (text: string): number => {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      bytes += 2;
      at++;
    } else bytes += 2;
  }
  return bytes;
};

const missing = (name: string): Fault =>
  new Fault('missing_value', name, `${name} must have a value, got none`);

/** U+0000 and half surrogate pairs: Redshift's VARCHAR takes neither. */
export const isStorable = (text: string): boolean => {
  // A loop of ours: values are short, and two calls of the engine for each take several times as long.
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0) return false;
    if (unit >= 0xd800 && unit < 0xe000) return text.isWellFormed() && !text.includes('\u0000');
  }
  return true;
};

/** Text as it was sent, numbers as exact decimals. */
const readText = (column: Column, value: unknown): string | Fault => {
  const { name } = column;
  let text: string;
  if (typeof value === 'string') text = value;
  else if (typeof value === 'number') text = String(value);
  else
    return new Fault('wrong_type', name, `${name} must be text or a number, got ${quoted(value)}`);
  if (!isStorable(text)) {
    return new Fault('unstorable_text', name, `${name} must be storable text, got ${quoted(text)}`);
  }
  const maxBytes = column.type === 'varchar' ? column.maxBytes : Number.POSITIVE_INFINITY;
  // A UTF-16 unit takes 3 bytes at most.
  if (text.length * 3 > maxBytes) {
    const bytes = utf8Bytes(text);
    if (bytes > maxBytes) {
      return new Fault(
        'too_long',
        name,
        `${name} must be ${maxBytes} bytes or shorter, got ${bytes}: ${quoted(text)}`,
      );
    }
  }
  return text;
};

export const optionalText =
  (column: Column): FieldReader<string | null> =>
  (value) =>
    isMissing(value) ? null : readText(column, value);

export const requiredText =
  (column: Column): FieldReader<string> =>
  (value) =>
    isMissing(value) ? missing(column.name) : readText(column, value);

/** A business-local timestamp, from 2000 on. */
export const requiredTimestamp =
  ({ name }: Column): FieldReader<string> =>
  (value) => {
    if (isMissing(value)) return missing(name);
    if (typeof value !== 'string' || !isTimestamp(value)) {
      return new Fault(
        'not_a_timestamp',
        name,
        `${name} must be a timestamp, got ${quoted(value)}`,
      );
    }
    if (value < earliestTimestamp) {
      return new Fault('before_2000', name, `${name} must be 2000 or later, got ${value}`);
    }
    return value;
  };

export type Status = 'Open' | 'Closed';

export const requiredStatus =
  ({ name }: Column): FieldReader<Status> =>
  (value) => {
    if (isMissing(value)) return missing(name);
    if (value === 'Open' || value === 'Closed') return value;
    return new Fault(
      'unlisted_status',
      name,
      `${name} must be Open or Closed, got ${quoted(value)}`,
    );
  };

const answers = new Map(Array.from({ length: 10 }, (_, i) => [String(i + 1), i + 1]));

/** An answer on the scale from 1 to 10, a number or a numeric string; null where unanswered. */
export const optionalScore =
  ({ name }: Column): FieldReader<number | null> =>
  (value) => {
    if (isMissing(value)) return null;
    if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value);
      const score = answers.get(text) ?? answers.get(canonicalNumber(text) ?? '');
      if (score !== undefined) return score;
    }
    return new Fault(
      'impossible_answer',
      name,
      `${name} must be a whole number from 1 to 10, got ${quoted(value)}`,
    );
  };

export type YesNo = 'Y' | 'N';

export const optionalYesNo =
  ({ name }: Column): FieldReader<YesNo | null> =>
  (value) => {
    if (isMissing(value)) return null;
    if (value === 'Y' || value === 'N') return value;
    return new Fault('impossible_answer', name, `${name} must be Y or N, got ${quoted(value)}`);
  };

/** The fault of a timestamp that is more than a day after the arrival, or null. */
export const faultOfFuture = (name: string, value: string, latest: string): Fault | null =>
  value > latest
    ? new Fault(
        'after_arrival',
        name,
        `${name} must be at most a day after the arrival, so until ${latest}, got ${value}`,
      )
    : null;

/** The column of that name in a contract, and its slot. */
export const columnAndSlot = (
  columns: readonly Column[],
  name: string,
): { column: Column; slot: number } => {
  const column = columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new RangeError(`The contract has no column ${name}`);
  return { column, slot: slotOf(name) };
};
