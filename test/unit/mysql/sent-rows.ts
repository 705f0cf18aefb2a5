import { packetHeaderBytes, type RowChunk } from '../../../adapters/mysql-rows/row-chunk.ts';

/** Rows of values; null is NULL. */
export type Rows = readonly (readonly (Uint8Array | null)[])[];

/** A value as MySQL's text protocol has it, its length in the shortest form that holds it. */
const sent = (value: Uint8Array | null): Uint8Array => {
  if (value === null) return Buffer.from([251]);
  const { length } = value;
  if (length <= 250) return Buffer.concat([Buffer.from([length]), value]);
  const [first, bytes] = length < 2 ** 16 ? [252, 2] : length < 2 ** 24 ? [253, 3] : [254, 8];
  const prefix = Buffer.alloc(1 + bytes, 0);
  prefix[0] = first;
  prefix.writeUIntLE(length, 1, Math.min(bytes, 6));
  return Buffer.concat([prefix, value]);
};

/** What stands before a packet; nobody reads it. */
const header = Buffer.alloc(packetHeaderBytes, 255);

/** Rows as MySQL sends them. */
export const chunkOf = (rows: Rows): RowChunk => ({
  rows: rows.length,
  bytes: new Uint8Array(Buffer.concat(rows.flatMap((row) => [header, ...row.map(sent)]))),
});
