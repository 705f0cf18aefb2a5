import type { Connection as CoreConnection, Query } from 'mysql2';
import { type Connection, escapeId } from 'mysql2/promise';
import { connectionPlace, type RowRange, rangeCondition, type WithCore } from '../mysql.ts';
import { mysqlError } from '../mysql-errors.ts';
import { chunkMemory, type RowChunk } from './row-chunk.ts';

/** A row as mysql2 hands it to its query command. */
type RowPacket = {
  readonly buffer: Uint8Array;
  /** Where its header begins, and behind its last byte. */
  readonly start: number;
  readonly end: number;
  isEOF(): boolean;
};

/**
 * mysql2's query command calls its own method `row` for each row. Standing in its place spares a million
 * rows their way through strings and arrays, which costs more than all the rest of reading them.
 * Where another version of mysql2 does not call it, no row comes, and the count of the rows tells.
 */
type RowCommand = Query & { row(packet: RowPacket, connection: unknown): unknown };

/**
 * Rows gathered into chunks. What mysql2 read at a time has its rows one behind the other, each with its header: they are copied
 * together, since a copy for each row takes as long as its checksum.
 */
class ChunkFiller {
  #bytes = chunkMemory();
  #end = 0;
  #rows = 0;
  /** Rows that are not copied yet. */
  #source: Uint8Array = new Uint8Array();
  #from = 0;
  #to = 0;

  /** Takes a row; gives the chunk before it where there is no room for both. */
  add({ buffer, start, end }: RowPacket): RowChunk | null {
    const needed = this.#end + (this.#to - this.#from) + (end - start);
    const full = needed > this.#bytes.length && this.#rows > 0 ? this.take() : null;
    if (buffer !== this.#source || start !== this.#to) {
      this.#copy();
      this.#source = buffer;
      this.#from = start;
    }
    this.#to = end;
    this.#rows++;
    return full;
  }

  #copy(): void {
    const length = this.#to - this.#from;
    if (length > this.#bytes.length) this.#bytes = new Uint8Array(length);
    this.#bytes.set(this.#source.subarray(this.#from, this.#to), this.#end);
    this.#end += length;
    this.#from = this.#to;
  }

  /** The rows so far, and begins the next chunk; null where there are none. */
  take(): RowChunk | null {
    if (this.#rows === 0) return null;
    this.#copy();
    const chunk = { rows: this.#rows, bytes: this.#bytes.subarray(0, this.#end) };
    this.#bytes = chunkMemory();
    this.#end = 0;
    this.#rows = 0;
    return chunk;
  }
}

/** What the query says, to whoever waits for the next chunk: one at a time, the connection is paused meanwhile. */
class ChunkQueue {
  readonly #core: CoreConnection;
  readonly #chunks: RowChunk[] = [];
  #ended = false;
  #failure: unknown = null;
  #wake: () => void = () => undefined;

  constructor(core: CoreConnection) {
    this.#core = core;
  }

  push(chunk: RowChunk | null): void {
    if (!chunk) return;
    this.#chunks.push(chunk);
    this.#core.pause();
    this.#wake();
  }

  end(last: RowChunk | null, failure: unknown): void {
    if (last) this.#chunks.push(last);
    this.#ended = true;
    this.#failure = failure;
    this.#wake();
  }

  /** The next chunk, or null behind the last. @throws what the query failed with */
  async next(): Promise<RowChunk | null> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (this.#failure) throw this.#failure;
      if (chunk) return chunk;
      if (this.#ended) return null;
      const pushed = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#core.resume();
      await pushed;
    }
  }
}

/**
 * Streams a table, or a range of it, its columns in the order asked for. The server is read no faster than the chunks are taken.
 * @throws ConfigurationError where table, column or right is missing
 * @throws TransientError where the connection is lost half-way
 */
export async function* readRows(
  connection: Connection,
  table: string,
  columns: readonly string[],
  range?: RowRange,
): AsyncGenerator<RowChunk> {
  const { connection: core } = connection as WithCore;
  const { where, values } = rangeCondition(range);
  const names = columns.map((column) => escapeId(column)).join(', ');
  const sql = `SELECT ${names} FROM ${escapeId(table)}${where}`;
  const queue = new ChunkQueue(core);
  const filler = new ChunkFiller();
  // Called once, also where the connection is lost; the rows that mysql2 gathered are none.
  const query = core.query(sql, values, (error: unknown) =>
    queue.end(filler.take(), error),
  ) as RowCommand;
  const { row: ends } = query;
  query.row = function row(packet, from) {
    if (packet.isEOF()) return ends.call(query, packet, from);
    queue.push(filler.add(packet));
    return row;
  };
  try {
    for (let chunk = await queue.next(); chunk; chunk = await queue.next()) yield chunk;
  } catch (cause) {
    throw mysqlError(connectionPlace(connection), cause);
  }
}
