import type { RowChunk } from './read-rows.ts';
import {
  bytesFor,
  chunkAt,
  highSumAt,
  lowSumAt,
  rowSumsModule,
  textAfter,
} from './row-sums-code.ts';

/** https://webassembly.github.io/spec/core/exec/runtime.html#page-size */
const pageBytes = 65_536;

/** What of it is used here: its types come with those of browsers, which are none of ours. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

type RowSums = {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly run: (chunkAt: number, rows: number, columns: number, textAt: number) => void;
};

let compiled: object | undefined;

const newSums = (): RowSums => {
  compiled ??= new WebAssembly.Module(rowSumsModule());
  return new WebAssembly.Instance(compiled).exports as RowSums;
};

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
    const { memory, run } = this.#sums;
    const missing = bytesFor(bytes.length, columns) - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
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
