import { isMissing } from './event-fields.ts';
import { parseExactJson } from './exact-json.ts';
import { isAggregate, readAggregate } from './kpl-aggregate.ts';
import { Fault } from './reasons.ts';

/** Greatest size of a record once gunzipped; a record of Kinesis has 1 MiB, so this is 16 to 1. */
const maxInflatedBytes = 16 * 1024 * 1024;
/** Most events of a record: each becomes a row, and some 16 MiB of the smallest JSON would be millions. */
const maxEvents = 100_000;

/** What reading a record needs of the platform: pure functions of the bytes. */
export type ByteFunctions = {
  /** Gunzips; null where the result would be longer than `maxBytes`. @throws on damaged input. */
  readonly gunzip: (data: Uint8Array, maxBytes: number) => Uint8Array | null;
  /** SHA-256, hexadecimal. */
  readonly sha256: (data: Uint8Array) => string;
  /** MD5, hexadecimal: the checksum of KPL aggregates. */
  readonly md5: (data: Uint8Array) => string;
};

/** One event of a record: an object, or why it is none. */
export type Element = {
  readonly event: object | Fault;
  /** The element as text where the record held it as such: a line, or the whole; null where only JSON.stringify gives it. */
  readonly text: string | null;
  /** Place of its user record in a KPL aggregate; 0 outside of one. */
  readonly subSequenceNumber: number;
  /** Place in its user record: 0 for the first. */
  readonly element: number;
  /** The user record that it stands in: the whole record outside of an aggregate. */
  readonly userRecord: Uint8Array;
};

/** What a record holds. */
export type ReadRecord = {
  readonly elements: readonly Element[];
  /** Bytes that were read as text, gunzipped: what the record cost. */
  readonly textBytes: number;
};

/** An element without its place. */
type Found = Pick<Element, 'event' | 'text'>;

const utf8 = new TextDecoder('utf-8', { fatal: true });

const isGzip = (data: Uint8Array): boolean => data[0] === 0x1f && data[1] === 0x8b;

const inflated = (
  data: Uint8Array,
  gunzip: ByteFunctions['gunzip'],
  maxBytes: number,
): Uint8Array | Fault => {
  try {
    return (
      gunzip(data, maxBytes) ??
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

const tooMany = (): Fault =>
  new Fault('too_many_events', null, `A record must hold ${maxEvents} events or fewer, got more`);

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

const elementsOf = (value: unknown, text: string, limit: number): Found[] => {
  if (value instanceof Fault) return [{ event: value, text }];
  if (!Array.isArray(value)) return [{ event: asEvent(value), text }];
  if (value.length > limit) return [{ event: tooMany(), text }];
  return value.map((element) => {
    const event = asEvent(element);
    const isPlain = typeof element !== 'object' || element === null;
    return { event, text: event instanceof Fault && isPlain ? JSON.stringify(element) : null };
  });
};

const empty = (): Found => ({
  event: new Fault('empty_record', null, 'A record must hold an event, got none'),
  text: '',
});

/** The lines that are not blank, up to one more than `limit`. */
const filledLines = (text: string, limit: number): string[] => {
  const lines: string[] = [];
  for (let start = 0; start <= text.length && lines.length <= limit; ) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end === -1 ? text.length : end);
    if (!isMissing(line)) lines.push(line);
    start += line.length + 1;
  }
  return lines;
};

/** Every line on its own; where no line is JSON it is no JSON Lines, but one broken record. */
const readLines = (text: string, whole: Fault, limit: number): Found[] => {
  const lines = filledLines(text, limit);
  if (lines.length > limit) return [{ event: tooMany(), text }];
  const found: Found[] = [];
  let isLines = false;
  for (const line of lines) {
    const value = parsed(line);
    isLines ||= !(value instanceof Fault);
    for (const element of elementsOf(value, line, limit)) found.push(element);
    if (found.length > limit) return [{ event: tooMany(), text }];
  }
  return isLines ? found : [{ event: whole, text }];
};

/** What one user record holds, and how many bytes of text it was. Never nothing. */
const readUserRecord = (
  data: Uint8Array,
  gunzip: ByteFunctions['gunzip'],
  left: { readonly bytes: number; readonly events: number },
): { readonly found: readonly Found[]; readonly textBytes: number } => {
  const bytes = isGzip(data) ? inflated(data, gunzip, left.bytes) : data;
  if (bytes instanceof Fault) return { found: [{ event: bytes, text: null }], textBytes: 0 };
  const textBytes = bytes.length;
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    const fault = new Fault('not_utf8', null, 'A record must be UTF-8 text, got other bytes');
    return { found: [{ event: fault, text: null }], textBytes };
  }
  if (isMissing(text)) return { found: [empty()], textBytes };
  const value = parsed(text);
  const found =
    value instanceof Fault && text.includes('\n')
      ? readLines(text, value, left.events)
      : elementsOf(value, text, left.events);
  return { found: found.length === 0 ? [empty()] : found, textBytes };
};

/**
 * The elements of a record's data: one JSON object, an array of them, or JSON Lines, gzipped or not; or
 * a KPL aggregate of such records. Never throws, and never answers with none: what holds no event is one
 * element with a fault. Time and memory are bounded, whatever a gzip or an aggregate unfolds to.
 */
export const readRecord = (data: Uint8Array, functions: ByteFunctions): ReadRecord => {
  const records = isAggregate(data) ? readAggregate(data, functions.md5, maxEvents) : [data];
  if (records instanceof Fault || records.length === 0) {
    const found = records instanceof Fault ? { event: records, text: null } : empty();
    const whole = { subSequenceNumber: 0, element: 0, userRecord: data };
    return { elements: [{ ...found, ...whole }], textBytes: 0 };
  }
  const elements: Element[] = [];
  let textBytes = 0;
  // By index: this runs for every event, and a pair of each would be an object more.
  for (let subSequenceNumber = 0; subSequenceNumber < records.length; subSequenceNumber++) {
    const userRecord = records[subSequenceNumber] ?? data;
    const left = {
      bytes: Math.max(1, maxInflatedBytes - textBytes),
      events: Math.max(1, maxEvents - elements.length),
    };
    const read = readUserRecord(userRecord, functions.gunzip, left);
    textBytes += read.textBytes;
    let element = 0;
    for (const { event, text } of read.found) {
      elements.push({ event, text, subSequenceNumber, element, userRecord });
      element++;
    }
  }
  return { elements, textBytes };
};
