import { parseExactJson } from './exact-json.ts';
import { Fault } from './reasons.ts';

/** Greatest size of a record once gunzipped; a record of Kinesis has 1 MiB, so this is 16 to 1. */
const maxInflatedBytes = 16 * 1024 * 1024;

/** What reading a record needs of the platform. Both are pure functions of the bytes. */
export type ByteFunctions = {
  /** Gunzips; null where the result would be longer than `maxBytes`. @throws on damaged input. */
  readonly gunzip: (data: Uint8Array, maxBytes: number) => Uint8Array | null;
  /** SHA-256, hexadecimal. */
  readonly sha256: (data: Uint8Array) => string;
};

/** One event of a record: an object, or why it is none. */
export type Element = {
  readonly event: object | Fault;
  /** The element as text where the record held it as such: a line, or the whole record; null in an array. */
  readonly text: string | null;
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

const isGzip = (data: Uint8Array): boolean => data[0] === 0x1f && data[1] === 0x8b;

const inflated = (data: Uint8Array, gunzip: ByteFunctions['gunzip']): Uint8Array | Fault => {
  try {
    return (
      gunzip(data, maxInflatedBytes) ??
      new Fault(
        'too_large',
        null,
        `A gunzipped record must be ${maxInflatedBytes} bytes or smaller, got more`,
      )
    );
  } catch {
    return new Fault('not_gzip', null, 'A gzipped record must be whole, got damaged bytes');
  }
};

const asEvent = (value: unknown): object | Fault => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  const got = Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`;
  return new Fault('not_an_object', null, `An event must be a JSON object, got ${got}`);
};

const parsed = (text: string): unknown => {
  try {
    return parseExactJson(text);
  } catch (error) {
    const why = error instanceof RangeError ? 'nested too deeply' : 'something else';
    return new Fault('not_json', null, `A record must be JSON, got ${why}`);
  }
};

const elementsOf = (value: unknown, text: string): Element[] => {
  if (value instanceof Fault) return [{ event: value, text }];
  if (!Array.isArray(value)) return [{ event: asEvent(value), text }];
  return value.map((element) => ({ event: asEvent(element), text: null }));
};

const empty = (): Element[] => [
  { event: new Fault('empty_record', null, 'A record must hold an event, got none'), text: '' },
];

/** Every line on its own; where no line is JSON it is no JSON Lines, but one broken record. */
const readLines = (text: string, whole: Fault): Element[] => {
  const values = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ line, value: parsed(line) }));
  if (values.every(({ value }) => value instanceof Fault)) return [{ event: whole, text }];
  return values.flatMap(({ line, value }) => elementsOf(value, line));
};

/**
 * The elements of a record's data: one JSON object, an array of them, or JSON Lines, gzipped or not.
 * Never throws, and never answers with none: what holds no event is one element with a fault.
 */
export const readRecord = (data: Uint8Array, gunzip: ByteFunctions['gunzip']): Element[] => {
  const bytes = isGzip(data) ? inflated(data, gunzip) : data;
  if (bytes instanceof Fault) return [{ event: bytes, text: null }];
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    const fault = new Fault('not_utf8', null, 'A record must be UTF-8 text, got other bytes');
    return [{ event: fault, text: null }];
  }
  if (text.trim() === '') return empty();
  const value = parsed(text);
  const elements =
    value instanceof Fault && text.includes('\n')
      ? readLines(text, value)
      : elementsOf(value, text);
  return elements.length === 0 ? empty() : elements;
};
