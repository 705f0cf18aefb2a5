import type { RowChunk } from './row-chunk.ts';
import { instancesOf, makeRoom } from './wasm/instance.ts';
import {
  bytesFor,
  chunkAt,
  highSumAt,
  lowSumAt,
  rowSumsModule,
  textAfter,
} from './wasm/row-sums.ts';

const newSums = instancesOf(rowSumsModule);

/**
 * A table's checksum, whatever the order of its rows: the sum of the first 60 bits of each row's MD5,
 * over the very bytes that MySQL sent. MD5, since it is what Redshift has too.
 */
export class RowChecksum {
  /** Rows so far. */
  rows = 0;
  readonly #sums = newSums();

  /** Adds the rows of a chunk, of so many columns each. */
  add({ rows, bytes }: RowChunk, columns: number): void {
    if (rows === 0) return;
    makeRoom(this.#sums, bytesFor(bytes.length, columns));
    const { memory, run } = this.#sums;
    new Uint8Array(memory.buffer).set(bytes, chunkAt);
    run(chunkAt, rows, columns, textAfter(bytes.length));
    this.rows += rows;
  }

  /** Decimal digits. */
  total(): string {
    const sums = new DataView(this.#sums.memory.buffer);
    const high = sums.getBigUint64(highSumAt, true);
    return String((high << 28n) + sums.getBigUint64(lowSumAt, true));
  }
}
