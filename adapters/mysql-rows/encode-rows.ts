import type { Dimension } from '../../domain/dimensions.ts';
import { parquetStream, repetitiveColumns } from '../parquet.ts';
import type { RowChunk } from './read-rows.ts';
import { RowChecksum } from './row-checksum.ts';
import { rowColumns } from './row-columns.ts';
import { fieldText, rowFields } from './row-fields.ts';

/** What became of a table's rows. */
export type EncodedTable = {
  readonly rows: number;
  /** Decimal digits; sql/batch/dimension-checksums.sql computes the same in the warehouse. */
  readonly checksum: string;
};

/** A table on its way: its Parquet file, bit by bit, and what it came to once that was read to its end. */
type Encoding = {
  readonly parquet: AsyncIterable<Uint8Array>;
  /** Only after the last of `parquet`. */
  result(): EncodedTable;
};

/** Turns a dimension's rows into one Parquet file. */
export type RowEncoder = (dimension: Dimension, chunks: AsyncIterable<RowChunk>) => Encoding;

/** Who turns rows into Parquet, until it is closed. */
export type Encoder = { readonly encode: RowEncoder; close(): Promise<void> };

/** Of no rows comes no file. */
const encodeRows: RowEncoder = (dimension, chunks) => {
  const checksum = new RowChecksum();
  let dictionaries: readonly string[] = [];
  const tables = async function* () {
    for await (const chunk of chunks) {
      const fields = rowFields(chunk, dimension.columns.length);
      if (checksum.rows === 0) {
        const textAt = (row: number, column: number) => fieldText(fields, row, column);
        dictionaries = repetitiveColumns(dimension, fields.rows, textAt);
      }
      checksum.add(fields);
      yield rowColumns(dimension, fields);
    }
  };
  return {
    parquet: parquetStream(tables(), () => dictionaries),
    result: () => ({ rows: checksum.rows, checksum: checksum.total() }),
  };
};

/** Encodes in the calling thread, between two reads. */
export const encodeHere = (): Encoder => ({ encode: encodeRows, close: async () => undefined });
