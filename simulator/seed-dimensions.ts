import { type Connection, escapeId } from 'mysql2/promise';
import { openMysql } from '../adapters/mysql.ts';
import { mysqlError } from '../adapters/mysql-errors.ts';
import { type Dimension, dimensions } from '../domain/dimensions.ts';
import { CasePulseError } from '../domain/errors.ts';
import type { Report } from '../domain/progress.ts';
import type { Row, Value } from '../domain/table.ts';
import { generateDimensions } from './dimensions/index.ts';
import type { DimensionSize } from './dimensions/sizes.ts';
import { localSeconds, utcMoment } from './local-time.ts';
import { createTableStatement } from './seeding/create-table.ts';
import { readDimensionFile } from './seeding/dimension-file.ts';
import { dimensionFiles } from './seeding/dimension-folder.ts';

export type SeedOptions = {
  readonly mysqlUrl: string;
  /** Folder of tab-separated files, any of the eight. @default generated rows, all eight */
  readonly from?: string;
  /** How many rows to generate. */
  readonly size: DimensionSize;
  readonly seed: number;
  /** The present, 'YYYY-MM-DD HH:MM:SS' UTC: the generated calendar lies around it. */
  readonly now: string;
  /** IANA name. @default 'UTC' */
  readonly businessTimezone?: string;
};

/** Rows that each table has got, by its name in MySQL. */
export type SeedSummary = Readonly<Record<string, number>>;

type Content = {
  readonly dimension: Dimension;
  readonly rows: Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>;
  readonly total?: number;
};

/** Rows of one INSERT: some hundred kilobytes, far below the 4 MB that an old server takes at once. */
const batchRows = 2_000;

function* inColumnOrder(rows: Iterable<Row>, dimension: Dimension): Generator<Value[]> {
  for (const row of rows) yield dimension.columns.map((column) => row[column.name] ?? null);
}

const generatedContents = (options: SeedOptions): Content[] => {
  const nowSeconds = localSeconds(utcMoment(options.now), options.businessTimezone ?? 'UTC');
  return generateDimensions({ size: options.size, seed: options.seed, nowSeconds }).map(
    ({ dimension, rows, count }) => ({
      dimension,
      rows: inColumnOrder(rows, dimension),
      total: count,
    }),
  );
};

const fileContents = async (folder: string): Promise<Content[]> =>
  (await dimensionFiles(folder)).map(({ dimension, path }) => ({
    dimension,
    rows: readDimensionFile(path, dimension),
  }));

const replaceRows = async (
  connection: Connection,
  { dimension, rows, total }: Content,
  report: Report,
): Promise<number> => {
  const table = escapeId(dimension.source);
  const insert = `INSERT INTO ${table} (${dimension.sourceColumns.map((name) => escapeId(name)).join(', ')}) VALUES ?`;
  await connection.query(`DELETE FROM ${table}`);
  let done = 0;
  let batch: (readonly Value[])[] = [];
  const write = async (): Promise<void> => {
    if (batch.length > 0) await connection.query(insert, [batch]);
    done += batch.length;
    batch = [];
    report({ step: dimension.source, done, ...(total !== undefined && { total }), unit: 'rows' });
  };
  for await (const row of rows) {
    batch.push(row);
    if (batch.length === batchRows) await write();
  }
  await write();
  return done;
};

const seed = async (
  connection: Connection,
  contents: readonly Content[],
  report: Report,
): Promise<SeedSummary> => {
  // What does not fit is refused, never cut or rounded. (LOAD DATA LOCAL would do so silently.)
  await connection.query("SET SESSION sql_mode = 'STRICT_ALL_TABLES'");
  // All eight, so that a batch finds every table. CREATE TABLE ends a transaction, so it comes first.
  for (const dimension of dimensions) await connection.query(createTableStatement(dimension));
  await connection.beginTransaction();
  const summary: Record<string, number> = {};
  for (const content of contents) {
    summary[content.dimension.source] = await replaceRows(connection, content, report);
  }
  await connection.commit();
  return summary;
};

/**
 * Makes the reference tables in MySQL where they are missing and replaces their rows, by generated
 * ones or by those of files. It is one transaction over all tables: where anything is wrong, every
 * table stays as it was.
 * @throws ContractError where a file is not what it must be; ConfigurationError, TransientError
 */
export const seedDimensions = async (
  options: SeedOptions,
  report: Report = () => undefined,
): Promise<SeedSummary> => {
  const contents =
    options.from === undefined ? generatedContents(options) : await fileContents(options.from);
  const connection = await openMysql(options.mysqlUrl);
  try {
    return await seed(connection, contents, report);
  } catch (error) {
    if (error instanceof CasePulseError) throw error;
    throw mysqlError(`${connection.config.host}:${connection.config.port}`, error);
  } finally {
    // An open transaction is rolled back by the server.
    await connection.end();
  }
};
