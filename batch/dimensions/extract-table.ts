import type { Connection } from 'mysql2/promise';
import { countTableRows, type RowRange } from '../../adapters/mysql.ts';
import type { RowEncoder } from '../../adapters/mysql-rows/encode-rows.ts';
import { readRows } from '../../adapters/mysql-rows/read-rows.ts';
import type { Dimension } from '../../domain/dimensions.ts';
import { ConsistencyError } from '../../domain/errors.ts';
import type { Report } from '../../domain/progress.ts';
import type { BatchRun } from '../context.ts';
import { dimensionFileKey, type ExtractedFile } from './extract-record.ts';
import { integerKey, type KeyRange } from './key-ranges.ts';
import type { ExtractContext } from './snapshot-attempts.ts';

/** Tells how far an extraction is. */
export type Meter = { rows(count: number): void; bytes(count: number): void };

/** A meter over all that is extracted, `total` rows. */
export const extractionMeter = (report: Report, total: number): Meter => {
  const sofar = { done: 0, bytes: 0 };
  const tell = () => report({ step: 'extract-dimensions', ...sofar, total, unit: 'rows' });
  return {
    rows: (count) => {
      sofar.done += count;
      tell();
    },
    bytes: (count) => {
      sofar.bytes += count;
      tell();
    },
  };
};

async function* metered<T>(parts: AsyncIterable<T>, take: (part: T) => void): AsyncGenerator<T> {
  for await (const part of parts) {
    take(part);
    yield part;
  }
}

/** The rows of a range of a dimension's keys, as MySQL is asked for them. */
const rowRange = (dimension: Dimension, range: KeyRange): RowRange => {
  const column = integerKey(dimension);
  if (column !== null) return { column, from: range.from, to: range.to };
  throw new ConsistencyError(
    `A table must have one whole number as its key to be read in ranges, got ${dimension.source}; read it whole`,
  );
};

/** A table, or a range of its keys, and who encodes and counts it. */
export type TableToExtract = {
  readonly dimension: Dimension;
  /** @default the whole table */
  readonly range?: KeyRange;
  /** Its rows, where they have been counted in the same snapshot. @default they are counted first */
  readonly expected?: number;
  readonly encode: RowEncoder;
  readonly meter: Meter;
};

/**
 * A table, or a range of its keys, to one Parquet file, row groups uploaded as they fill.
 * @throws ConsistencyError where MySQL counts other than it streams
 */
export const extractTable = async (
  { staging }: ExtractContext,
  run: BatchRun,
  connection: Connection,
  { dimension, range, encode, meter, ...counted }: TableToExtract,
): Promise<ExtractedFile> => {
  const { name, source, sourceColumns } = dimension;
  const part = range && rowRange(dimension, range);
  const expected = counted.expected ?? (await countTableRows(connection, source, part));
  const chunks = readRows(connection, source, sourceColumns, part);
  const { parquet, result } = encode(
    dimension,
    metered(chunks, (chunk) => meter.rows(chunk.rows)),
  );
  const key = dimensionFileKey(run, name, range);
  const bytes = await staging.putStream(
    key,
    metered(parquet, (written) => meter.bytes(written.length)),
  );
  const { rows, checksum } = result();
  if (rows !== expected) {
    throw new ConsistencyError(
      `${source} must stream the rows that it counts, ${expected}, got ${rows}; run the batch again`,
    );
  }
  return { key, rows, checksum, bytes };
};
