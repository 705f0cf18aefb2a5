import type { Connection as CoreConnection, Query } from 'mysql2';
import { type Connection, escapeId } from 'mysql2/promise';
import { connectionPlace, type RowRange, rangeCondition, type WithCore } from '../mysql.ts';
import { mysqlError } from '../mysql-errors.ts';

/**
 * Rows as MySQL's text protocol sends them, one behind the other: for each column its length and its
 * bytes, https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query_response_text_resultset_row.html
 */
export type RowChunk = { readonly rows: number; readonly bytes: Uint8Array<ArrayBuffer> };

/** Bytes of a chunk: some five thousand rows. Twice as much takes some 40 MB more, over all that is made of a chunk. */
const chunkBytes = 512 * 1024;

/** A row as mysql2 hands it to its query command. */
type RowPacket = {
  readonly buffer: Uint8Array;
  readonly offset: number;
  readonly end: number;
  isEOF(): boolean;
};

/**
 * mysql2's query command calls its own method `row` for each row. Standing in its place spares a million
 * rows their way through strings and arrays, which costs more than all the rest of reading them.
 * Where another version of mysql2 does not call it, no row comes, and the count of the rows tells.
 */
type RowCommand = Query & { row(packet: RowPacket, connection: unknown): unknown };

/** Rows gathered into chunks. */
class ChunkFiller {
  #bytes = new Uint8Array(chunkBytes);
  #end = 0;
  #rows = 0;

  /** Takes a row; gives the chunk before it where there is no room for both. */
  add(packet: RowPacket): RowChunk | null {
    const length = packet.end - packet.offset;
    const full = this.#end + length > this.#bytes.length && this.#rows > 0 ? this.take() : null;
    if (length > this.#bytes.length) this.#bytes = new Uint8Array(length);
    // A row is so short that a copy by a call of its own takes longer.
    const { buffer, end } = packet;
    const bytes = this.#bytes;
    let to = this.#end;
    for (let at = packet.offset; at < end; at++) bytes[to++] = buffer[at] ?? 0;
    this.#end = to;
    this.#rows++;
    return full;
  }

  /** The rows so far, and begins the next chunk; null where there are none. */
  take(): RowChunk | null {
    if (this.#rows === 0) return null;
    const chunk = { rows: this.#rows, bytes: this.#bytes.subarray(0, this.#end) };
    this.#bytes = new Uint8Array(chunkBytes);
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
