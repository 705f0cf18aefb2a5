import type { ColumnMemory } from './column-memory.ts';
import { packetHeaderBytes, type RowChunk } from './row-chunk.ts';

/** Where the values of a chunk stand in its bytes: of row r and column c at r * columns + c. */
export type RowFields = {
  readonly rows: number;
  readonly columns: number;
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  /** In bytes; -1 for NULL. */
  readonly lengths: Int32Array;
};

/*
 * First byte of a length, https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_dt_integers.html:
 * up to 250 the length itself, 251 NULL, then how many bytes of length follow, lowest first.
 */
const nullValue = 251;
const twoBytes = 252;
const threeBytes = 253;

/** Finds the values of a chunk of rows. */
export const rowFields = (chunk: RowChunk, columns: number, memory: ColumnMemory): RowFields => {
  const bytes = memory.takeIn(chunk, columns);
  const { rows } = chunk;
  const values = rows * columns;
  const starts = memory.int32(values);
  const lengths = memory.int32(values);
  let at = 0;
  for (let row = 0, value = 0; row < rows; row++) {
    at += packetHeaderBytes;
    for (const last = value + columns; value < last; value++) {
      const first = bytes[at++] ?? 0;
      let length = first;
      if (first === nullValue) {
        length = -1;
      } else if (first > nullValue) {
        // A chunk is never so long that a length needs more than four bytes.
        length = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
        if (first >= threeBytes) length |= (bytes[at + 2] ?? 0) << 16;
        if (first > threeBytes) length |= (bytes[at + 3] ?? 0) << 24;
        at += first === twoBytes ? 2 : first === threeBytes ? 3 : 8;
      }
      starts[value] = at;
      lengths[value] = length;
      if (length > 0) at += length;
    }
  }
  return { rows, columns, bytes, starts, lengths };
};

/** A value as text; null where it is NULL. */
export const fieldText = (fields: RowFields, row: number, column: number): string | null => {
  const value = row * fields.columns + column;
  const start = fields.starts[value] ?? 0;
  const length = fields.lengths[value] ?? -1;
  return length < 0 ? null : new TextDecoder().decode(fields.bytes.subarray(start, start + length));
};
