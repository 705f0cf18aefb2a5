import type { Dimension } from '../../domain/dimensions.ts';
import { parquetStream } from '../parquet.ts';
import type { RowChunk } from './read-rows.ts';
import { RowChecksum } from './row-checksum.ts';
import { rowColumns } from './row-columns.ts';
import { fieldText, type RowFields, rowFields } from './row-fields.ts';

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

/** Rows that are looked at to see whether a column's values come again. */
const sampleRows = 1000;

/** Names of the text columns whose values come again: a dictionary of unique values costs, and saves nothing. */
const repetitiveColumns = ({ columns }: Dimension, fields: RowFields): string[] =>
  columns.flatMap(({ name, type }, index) => {
    if (type !== 'varchar') return [];
    const rows = Math.min(sampleRows, fields.rows);
    const values = new Set(Array.from({ length: rows }, (_, row) => fieldText(fields, row, index)));
    return values.size <= rows / 2 ? [name] : [];
  });

/** Of no rows comes no file. */
const encodeRows: RowEncoder = (dimension, chunks) => {
  const checksum = new RowChecksum();
  let dictionaries: readonly string[] = [];
  const tables = async function* () {
    for await (const chunk of chunks) {
      const fields = rowFields(chunk, dimension.columns.length);
      if (checksum.rows === 0) dictionaries = repetitiveColumns(dimension, fields);
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
