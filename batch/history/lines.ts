import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ContractError } from '../../domain/errors.ts';
import type { HistoryFile } from './files.ts';

/** A line that is not blank, and where it stands, from 1. */
export type Line = { readonly number: number; readonly data: Uint8Array };

/** Lines that are converted together: one archive object of each kind comes of them. */
export type Chunk = {
  readonly lines: readonly Line[];
  /** SHA-256 over the lines' bytes and places, hexadecimal. */
  readonly sha256: string;
  /** Bytes of its lines. */
  readonly bytes: number;
};

/** Bounds of a chunk: what conversion holds in memory. */
const chunkLines = 25_000;
const chunkBytes = 16 * 1024 * 1024;

/** A longer line is no event, and would have to be held whole. */
const maxLineBytes = 16 * 1024 * 1024;

const newline = 10;
const carriageReturn = 13;

const isGzip = (start: Uint8Array): boolean => start[0] === 0x1f && start[1] === 0x8b;

/** The file's bytes, gunzipped where they begin as gzip does. @throws ContractError for a gzip that is cut off. */
async function* plainBytes(file: HistoryFile): AsyncGenerator<Uint8Array> {
  const source = file.open()[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done === true) return;
  const whole = async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => source };
  };
  if (!isGzip(first.value)) {
    yield* whole();
    return;
  }
  try {
    // The iteration over the last stream throws what any of them fails with.
    yield* pipeline(Readable.from(whole()), createGunzip(), () => undefined);
  } catch (cause) {
    throw new ContractError(
      `The history file ${file.name} must be a whole gzip file, got "${cause instanceof Error ? cause.message : cause}"; copy it again and run the batch again`,
      { cause },
    );
  }
}

const isBlank = (data: Uint8Array): boolean => data.every((byte) => byte <= 32);

/** The lines of a file, without their line ends; blank ones are counted and left out. */
async function* linesOf(file: HistoryFile): AsyncGenerator<Line[]> {
  let number = 0;
  let rest: Uint8Array = new Uint8Array();
  const line = (data: Uint8Array): Line => {
    number++;
    const end = data.at(-1) === carriageReturn ? data.length - 1 : data.length;
    return { number, data: data.subarray(0, end) };
  };
  for await (const part of plainBytes(file)) {
    const lines: Line[] = [];
    const bytes = rest.length === 0 ? part : Buffer.concat([rest, part]);
    let from = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
      lines.push(line(bytes.subarray(from, end)));
      from = end + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > maxLineBytes) {
      throw new ContractError(
        `The history file ${file.name} must have lines of ${maxLineBytes} bytes at most, got a longer one at line ${number + 1}; write one event a line`,
      );
    }
    yield lines.filter(({ data }) => !isBlank(data));
  }
  if (!isBlank(rest)) yield [line(rest)];
}

const chunkOf = (file: HistoryFile, lines: readonly Line[], bytes: number): Chunk => {
  const digest = createHash('sha256').update(file.name);
  for (const { number, data } of lines) digest.update(`\n${number}\n`).update(data);
  return { lines, bytes, sha256: digest.digest('hex') };
};

/** The lines of a file in chunks of bounded size; the same file gives the same chunks, gzipped or not. */
export async function* chunksOf(file: HistoryFile): AsyncGenerator<Chunk> {
  let lines: Line[] = [];
  let bytes = 0;
  for await (const part of linesOf(file)) {
    for (const each of part) {
      lines.push(each);
      bytes += each.data.length;
      if (lines.length < chunkLines && bytes < chunkBytes) continue;
      yield chunkOf(file, lines, bytes);
      lines = [];
      bytes = 0;
    }
  }
  if (lines.length > 0) yield chunkOf(file, lines, bytes);
}

/** Reads a gzipped file to its end. @throws ContractError where it is cut off. */
export const verifyGzip = async (file: HistoryFile): Promise<void> => {
  if (!file.name.toLowerCase().endsWith('.gz')) return;
  for await (const _ of plainBytes(file)) {
    // Only its end is of interest.
  }
};
