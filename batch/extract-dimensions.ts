import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mysql2/promise';
import { copyManifest } from '../adapters/copy-manifest.ts';
import { countTableRows, inSnapshot, openMysql, tableColumns } from '../adapters/mysql.ts';
import { type Encoder, encodeHere, type RowEncoder } from '../adapters/mysql-rows/encode-rows.ts';
import { type RowChunk, readRows } from '../adapters/mysql-rows/read-rows.ts';
import { type Dimension, dimensions } from '../domain/dimensions.ts';
import { ConfigurationError, ConsistencyError, TransientError } from '../domain/errors.ts';
import type { BatchConfig } from './config.ts';
import { type BatchContext, type BatchRun, type Counts, runKey } from './context.ts';
import { type ExtractedTable, writeExtract } from './dimensions/extract-record.ts';
import { refuseDrift, sourceDrift } from './dimensions/source-drift.ts';

/** What extraction works with: it needs neither warehouse nor archive. */
export type ExtractContext = Pick<BatchContext, 'staging' | 'report'> & {
  readonly config: Pick<BatchConfig, 'mysqlUrl'>;
};

/** A connection lost half-way starts the extraction again: this often in all, the first time included. */
const attempts = 3;
/** Time for a server that was started again to come up. */
const pauseMs = 2_000;

/** Manifest of one dimension's file. */
export const dimensionManifestKey = (run: BatchRun, dimension: Dimension): string =>
  runKey(run, `dimensions/${dimension.name}.manifest`);

/** MySQL's address. @throws ConfigurationError where the environment names none. */
export const mysqlUrl = ({ config }: Pick<ExtractContext, 'config'>): string => {
  if (config.mysqlUrl !== null) return config.mysqlUrl;
  throw new ConfigurationError(
    'MYSQL_URL must be set to extract dimensions, got none; set it, or run with --only facts',
  );
};

/** Tells how far an extraction is, over all tables. */
type Meter = { rows(count: number): void; bytes(count: number): void };

async function* metered<T>(parts: AsyncIterable<T>, take: (part: T) => void): AsyncGenerator<T> {
  for await (const part of parts) {
    take(part);
    yield part;
  }
}

/** One table to one Parquet file, row groups uploaded as they fill. */
const extractDimension = async (
  { staging }: ExtractContext,
  run: BatchRun,
  dimension: Dimension,
  chunks: AsyncIterable<RowChunk>,
  encode: RowEncoder,
  meter: Meter,
): Promise<Omit<ExtractedTable, 'leftOut'>> => {
  const { name } = dimension;
  const rows = metered(chunks, (chunk) => meter.rows(chunk.rows));
  const { parquet, result } = encode(dimension, rows);
  const file = metered(parquet, (part) => meter.bytes(part.length));
  const key = runKey(run, `dimensions/${name}.parquet`);
  const bytes = await staging.putStream(key, file);
  const objects = bytes > 0 ? [{ key, bytes }] : [];
  await staging.put(dimensionManifestKey(run, dimension), copyManifest(staging, objects));
  return { name, ...result(), bytes };
};

const extractAll = async (
  context: ExtractContext,
  run: BatchRun,
  connection: Connection,
  encode: RowEncoder,
): Promise<ExtractedTable[]> => {
  const sources = dimensions.map(({ source }) => source);
  const expected = new Map<string, number>();
  // Names what is missing or not granted before the columns are compared.
  for (const source of sources) expected.set(source, await countTableRows(connection, source));
  const drift = sourceDrift(dimensions, await tableColumns(connection, sources));
  refuseDrift(drift);

  const total = [...expected.values()].reduce((sum, rows) => sum + rows, 0);
  const sofar = { done: 0, bytes: 0 };
  const tell = () => context.report({ step: 'extract-dimensions', ...sofar, total, unit: 'rows' });
  const meter: Meter = {
    rows: (count) => {
      sofar.done += count;
      tell();
    },
    bytes: (count) => {
      sofar.bytes += count;
      tell();
    },
  };
  const tables: ExtractedTable[] = [];
  for (const dimension of dimensions) {
    const { source, sourceColumns } = dimension;
    const chunks = readRows(connection, source, sourceColumns);
    const table = await extractDimension(context, run, dimension, chunks, encode, meter);
    if (table.rows !== expected.get(source)) {
      throw new ConsistencyError(
        `${source} must stream the rows that it counts, ${expected.get(source)}, got ${table.rows}; run the batch again`,
      );
    }
    tables.push({ ...table, leftOut: [...(drift.leftOut.get(source) ?? [])] });
  }
  return tables;
};

/** Extracts again where the connection is lost, in a snapshot of its own. @throws TransientError after the last attempt */
const extractWithAttempts = async (
  context: ExtractContext,
  run: BatchRun,
  startEncoder: () => Encoder,
): Promise<ExtractedTable[]> => {
  const url = mysqlUrl(context);
  // A server that does not answer at all is said so at once.
  let connection: Connection | null = await openMysql(url);
  for (let attempt = 1; ; attempt++) {
    const encoder = startEncoder();
    try {
      const open = connection ?? (await openMysql(url));
      connection = null;
      const tables = await inSnapshot(open, () => extractAll(context, run, open, encoder.encode));
      await open.end();
      return tables;
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      if (attempt === attempts) {
        throw new TransientError(
          `The extraction must get through in ${attempts} attempts, got none through: ${error.message}`,
          { cause: error },
        );
      }
      await sleep(pauseMs);
    } finally {
      await encoder.close();
    }
  }
};

/**
 * Extracts all eight dimensions from one consistent snapshot of MySQL, each to one Parquet file.
 * Doing it again for the same run writes the same keys again.
 * @param startEncoder who turns rows into Parquet. @default this thread
 * @throws ConfigurationError, TransientError where MySQL can't be read; ContractError for a value
 * that its column can't hold, or tables that are not what their contract says; ConsistencyError where
 * MySQL counts other than it streams
 */
export const extractDimensions = async (
  context: ExtractContext,
  run: BatchRun,
  startEncoder: () => Encoder = encodeHere,
): Promise<Counts> => {
  const tables = await extractWithAttempts(context, run, startEncoder);
  await writeExtract(context, run, { tables });
  const sum = (count: (table: ExtractedTable) => number): number =>
    tables.reduce((total, table) => total + count(table), 0);
  return {
    tables: tables.length,
    rows: sum(({ rows }) => rows),
    bytes: sum(({ bytes }) => bytes),
    columns_left_out: sum(({ leftOut }) => leftOut.length),
  };
};
