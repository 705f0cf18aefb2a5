import type { Connection } from 'mysql2/promise';
import { countTableRows, keyBounds, tableColumns } from '../adapters/mysql.ts';
import { type Encoder, encodeHere, type RowEncoder } from '../adapters/mysql-rows/encode-rows.ts';
import { type Dimension, dimensions } from '../domain/dimensions.ts';
import type { BatchRun, Counts } from './context.ts';
import { extractRange } from './dimensions/extract-range.ts';
import {
  type Extract,
  type ExtractedTable,
  gatherRanges,
  writeDimensionManifest,
  writeExtract,
} from './dimensions/extract-record.ts';
import { extractionMeter, extractTable, type Meter } from './dimensions/extract-table.ts';
import { integerKey, type KeyRange, splitKeys } from './dimensions/key-ranges.ts';
import { type ExtractContext, inSnapshotAttempts } from './dimensions/snapshot-attempts.ts';
import { refuseDrift, sourceDrift } from './dimensions/source-drift.ts';
import { sideBySide } from './side-by-side.ts';

/** The ranges that a table is to be read in; none where it is read whole. */
const rangesOf = async (
  { config }: ExtractContext,
  connection: Connection,
  dimension: Dimension,
): Promise<KeyRange[]> => {
  const parts = config.keyRanges?.[dimension.name];
  const column = integerKey(dimension);
  if (parts === undefined || column === null) return [];
  return splitKeys(dimension.name, parts, await keyBounds(connection, dimension.source, column));
};

const extractAll = async (
  context: ExtractContext,
  run: BatchRun,
  connection: Connection,
  encode: RowEncoder,
): Promise<{ extract: Extract; meter: Meter }> => {
  const sources = dimensions.map(({ source }) => source);
  const expected = new Map<string, number>();
  // Names what is missing or not granted before the columns are compared.
  for (const source of sources) expected.set(source, await countTableRows(connection, source));
  const drift = sourceDrift(dimensions, await tableColumns(connection, sources));
  refuseDrift(drift);

  const total = [...expected.values()].reduce((sum, rows) => sum + rows, 0);
  const meter = extractionMeter(context.report, total);
  const tables: ExtractedTable[] = [];
  const ranges: KeyRange[] = [];
  for (const dimension of dimensions) {
    const { name, source } = dimension;
    const leftOut = [...(drift.leftOut.get(source) ?? [])];
    const own = await rangesOf(context, connection, dimension);
    if (own.length > 0) {
      ranges.push(...own);
      tables.push({ name, rows: 0, checksum: '0', bytes: 0, leftOut });
      continue;
    }
    const file = await extractTable(context, run, connection, {
      dimension,
      expected: expected.get(source) ?? 0,
      encode,
      meter,
    });
    await writeDimensionManifest(context, run, name, [file]);
    const { rows, checksum, bytes } = file;
    tables.push({ name, rows, checksum, bytes, leftOut });
  }
  return { extract: { tables, ranges }, meter };
};

/**
 * Extracts the dimensions that are read whole from one consistent snapshot of MySQL, each to one Parquet file.
 * Doing it again for the same run writes the same keys again.
 * @param startEncoder who turns rows into Parquet. @default this thread
 * @returns what it wrote, and the ranges that are left to `extractRange`
 * @throws ConfigurationError, TransientError where MySQL can't be read; ContractError for a value
 * that its column can't hold, or tables that are not what their contract says; ConsistencyError where
 * MySQL counts other than it streams
 */
export const extractTables = async (
  context: ExtractContext,
  run: BatchRun,
  startEncoder: () => Encoder = encodeHere,
): Promise<{ extract: Extract; meter: Meter }> => {
  const done = await inSnapshotAttempts(context, startEncoder, (connection, encode) =>
    extractAll(context, run, connection, encode),
  );
  await writeExtract(context, run, done.extract);
  return done;
};

/** What an extraction came to. */
export const extractCounts = ({ tables, ranges }: Extract): Counts => {
  const sum = (count: (table: ExtractedTable) => number): number =>
    tables.reduce((total, table) => total + count(table), 0);
  return {
    tables: tables.length,
    rows: sum(({ rows }) => rows),
    bytes: sum(({ bytes }) => bytes),
    columns_left_out: sum(({ leftOut }) => leftOut.length),
    ...(ranges.length > 0 && { ranges_left: ranges.length }),
  };
};

/** Ranges that this process reads at a time: one is read while another is encoded. */
const rangesAtOnce = 2;

/** Extracts all eight dimensions, ranges included. @throws as extractTables */
export const extractDimensions = async (
  context: ExtractContext,
  run: BatchRun,
  startEncoder: () => Encoder = encodeHere,
): Promise<Counts> => {
  const { extract, meter } = await extractTables(context, run, startEncoder);
  await sideBySide(extract.ranges, rangesAtOnce, (range) =>
    extractRange(context, run, range, startEncoder, meter),
  );
  return extractCounts(await gatherRanges(context, run, extract));
};
