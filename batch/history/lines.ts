import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ConfigurationError, ContractError } from '../../domain/errors.ts';
import type { HistoryFile } from './files.ts';

/** A line that is not blank, and where it stands, from 1. */
type Line = { readonly number: number; readonly data: Uint8Array };

/** Lines that are converted together: one archive object of each kind comes of them. */
export type Chunk = {
  readonly lines: readonly Line[];
  /** Of its lines, gunzipped; line ends are not counted. */
  readonly bytes: number;
  /** SHA-256 over its bytes, the file's name and its first line's number, hexadecimal. */
  readonly sha256: string;
};

/** Bounds of a chunk: what conversion holds in memory. */
const chunkLines = 10_000;
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
    if (cause instanceof ConfigurationError) throw cause;
    throw new ContractError(
      `The history file ${file.name} must be a whole gzip file, got "${cause instanceof Error ? cause.message : cause}"; copy it again and run the batch again`,
      { cause },
    );
  }
}

const isBlank = (data: Uint8Array): boolean => data.every((byte) => byte <= 32);

/** Lines on their way into chunks. */
class ChunkBuilder {
  #lines: Line[] = [];
  #bytes = 0;
  #digest = createHash('sha256');

  /** Takes a line; true where the chunk is full with it. */
  add(line: Line): boolean {
    if (!isBlank(line.data)) this.#lines.push(line);
    this.#bytes += line.data.length;
    return this.#lines.length >= chunkLines || this.#bytes >= chunkBytes;
  }

  /** Takes bytes of the file, line ends and all, into the digest: in one go, since lines are short. */
  digest(bytes: Uint8Array): void {
    this.#digest.update(bytes);
  }

  /** The chunk so far, and begins the next one; null where it has no lines. */
  take(file: HistoryFile): Chunk | null {
    const lines = this.#lines;
    const place = `${file.name}:${lines[0]?.number}`;
    const sha256 = this.#digest.update(place).digest('hex');
    const bytes = this.#bytes;
    this.#lines = [];
    this.#bytes = 0;
    this.#digest = createHash('sha256');
    return lines.length === 0 ? null : { lines, bytes, sha256 };
  }
}

const withoutReturn = (data: Uint8Array): Uint8Array =>
  data.at(-1) === carriageReturn ? data.subarray(0, -1) : data;

/**
 * The lines of a file in chunks of bounded size, without their line ends; blank ones are counted and
 * left out. The same file gives the same chunks, gzipped or not.
 * @throws ContractError for a gzip that is cut off, or a line that is too long
 */
export async function* chunksOf(file: HistoryFile): AsyncGenerator<Chunk> {
  const builder = new ChunkBuilder();
  let number = 0;
  let rest: Uint8Array = new Uint8Array();
  for await (const part of plainBytes(file)) {
    const bytes = rest.length === 0 ? part : Buffer.concat([rest, part]);
    let digested = 0;
    let from = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
      number++;
      const isFull = builder.add({ number, data: withoutReturn(bytes.subarray(from, end)) });
      from = end + 1;
      if (!isFull) continue;
      builder.digest(bytes.subarray(digested, from));
      digested = from;
      const chunk = builder.take(file);
      if (chunk) yield chunk;
    }
    builder.digest(bytes.subarray(digested, from));
    rest = bytes.subarray(from);
    if (rest.length > maxLineBytes) {
      throw new ContractError(
        `The history file ${file.name} must have lines of ${maxLineBytes} bytes at most, got a longer one at line ${number + 1}; write one event a line`,
      );
    }
  }
  builder.add({ number: number + 1, data: withoutReturn(rest) });
  builder.digest(rest);
  const last = builder.take(file);
  if (last) yield last;
}

/** Whether a file's name says that it is gzipped. */
export const isGzipName = (name: string): boolean => name.toLowerCase().endsWith('.gz');

/** Reads a gzipped file to its end. @throws ContractError where it is cut off. */
export const verifyGzip = async (file: HistoryFile): Promise<void> => {
  if (!isGzipName(file.name)) return;
  for await (const _ of plainBytes(file)) {
    // Only its end is of interest.
  }
};
