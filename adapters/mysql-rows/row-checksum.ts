import { hash } from 'node:crypto';
import type { RowFields } from './row-fields.ts';

/** Stands before each value, and for a value that is NULL. sql/batch/dimension-checksums.sql says the same. */
const beforeValue = 2;
const nullValue = 1;

/** Three bytes of a digest as one number. */
const bits = (digest: string, at: number): number =>
  (digest.charCodeAt(at) << 16) | (digest.charCodeAt(at + 1) << 8) | digest.charCodeAt(at + 2);

/**
 * A table's checksum, whatever the order of its rows: the sum of the first 60 bits of each row's MD5,
 * over the very bytes that MySQL sent. MD5, since it is what Redshift has too.
 */
export class RowChecksum {
  /** Rows so far. */
  rows = 0;
  #high = 0;
  #low = 0;
  #text = new Uint8Array(4096);

  add(fields: RowFields): void {
    this.rows += fields.rows;
    for (let row = 0; row < fields.rows; row++) {
      // As a text of bytes: of all forms the one that node:crypto makes soonest.
      const digest = hash('md5', this.#rowText(fields, row), 'binary');
      const middle = digest.charCodeAt(3);
      this.#high += bits(digest, 0) * 16 + (middle >>> 4);
      this.#low += (middle & 15) * 2 ** 28 + bits(digest, 4) * 16 + (digest.charCodeAt(7) >>> 4);
    }
  }

  /** Decimal digits. */
  total(): string {
    return String((BigInt(this.#high) << 32n) + BigInt(this.#low));
  }

  #rowText(fields: RowFields, row: number): Uint8Array {
    const { bytes, starts, lengths, columns } = fields;
    const first = row * columns;
    const last = first + columns - 1;
    const longest = (starts[last] ?? 0) + Math.max(0, lengths[last] ?? 0) - (starts[first] ?? 0);
    if (this.#text.length < longest + 2 * columns) {
      this.#text = new Uint8Array(2 * (longest + 2 * columns));
    }
    const text = this.#text;
    let end = 0;
    for (let value = first; value <= last; value++) {
      text[end++] = beforeValue;
      const length = lengths[value] ?? -1;
      const start = starts[value] ?? 0;
      if (length < 0) text[end++] = nullValue;
      for (let at = start; at < start + length; at++) text[end++] = bytes[at] ?? 0;
    }
    return text.subarray(0, end);
  }
}
