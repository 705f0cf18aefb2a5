import type { Connection } from 'mysql2/promise';
import { z } from 'zod';
import { copyManifest } from '../adapters/copy-manifest.ts';
import { countTableRows, inSnapshot, openMysql, readTable } from '../adapters/mysql.ts';
import type { StoredObject } from '../adapters/object-store.ts';
import { encodePositionedParquet } from '../adapters/parquet.ts';
import { type Dimension, dimensions } from '../domain/dimensions.ts';
import { ConfigurationError, ConsistencyError } from '../domain/errors.ts';
import { parseMessage } from '../domain/messages.ts';
import type { BatchConfig } from './config.ts';
import { type BatchContext, type BatchRun, type Counts, runKey } from './context.ts';

/** What extraction works with: it needs neither warehouse nor archive. */
export type ExtractContext = Pick<BatchContext, 'staging' | 'report'> & {
  readonly config: Pick<BatchConfig, 'mysqlUrl'>;
};

/** Rows of one Parquet file: what extraction holds in memory at a time. */
const fileRows = 20_000;

/** What an extraction wrote: rows by dimension. Its last object, so where it is, all is. */
const extractSchema = z.record(z.string(), z.number().int());
export type Extract = z.infer<typeof extractSchema>;

const extractKey = (run: BatchRun): string => runKey(run, 'dimensions/extract.json');

/** Manifest of one dimension's files. */
export const dimensionManifestKey = (run: BatchRun, dimension: Dimension): string =>
  runKey(run, `dimensions/${dimension.name}.manifest`);

/** @throws ConsistencyError where the run has extracted nothing. */
export const readExtract = async (context: BatchContext, run: BatchRun): Promise<Extract> => {
  const body = await context.staging.get(extractKey(run));
  if (body === null) {
    throw new ConsistencyError(
      `Run ${run.runId} must extract dimensions before it loads them, got no extract; run the batch again`,
    );
  }
  return parseMessage(extractSchema, new TextDecoder().decode(body), extractKey(run));
};

/** MySQL's address. @throws ConfigurationError where the environment names none. */
const mysqlUrl = ({ config }: ExtractContext): string => {
  if (config.mysqlUrl !== null) return config.mysqlUrl;
  throw new ConfigurationError(
    'MYSQL_URL must be set to extract dimensions, got none; set it, or run with --only facts',
  );
};

const extractDimension = async (
  context: ExtractContext,
  run: BatchRun,
  connection: Connection,
  dimension: Dimension,
  read: (rows: number) => void,
): Promise<number> => {
  const objects: StoredObject[] = [];
  let rows = 0;
  // The file before this one is on its way while the next rows are read.
  let uploading: Promise<void> = Promise.resolve();
  const batches = readTable(connection, dimension.source, dimension.sourceColumns, fileRows);
  for await (const batch of batches) {
    const body = encodePositionedParquet(dimension, batch);
    const part = String(objects.length).padStart(5, '0');
    const key = runKey(run, `dimensions/${dimension.name}/part-${part}.parquet`);
    await uploading;
    uploading = context.staging.put(key, body);
    objects.push({ key, bytes: body.length });
    rows += batch.length;
    read(batch.length);
  }
  await uploading;
  await context.staging.put(
    dimensionManifestKey(run, dimension),
    copyManifest(context.staging, objects),
  );
  return rows;
};

/**
 * Extracts all eight dimensions from one consistent snapshot of MySQL to Parquet files of bounded size.
 * Doing it again for the same run writes the same keys again.
 * @throws ConfigurationError, TransientError where MySQL can't be read; ContractError for a value
 * that its column can't hold; ConsistencyError where MySQL counts other than it streams
 */
export const extractDimensions = async (
  context: ExtractContext,
  run: BatchRun,
): Promise<Counts> => {
  const connection = await openMysql(mysqlUrl(context));
  const extract: Record<string, number> = {};
  await inSnapshot(connection, async () => {
    const expected = new Map<string, number>();
    for (const { source } of dimensions) {
      expected.set(source, await countTableRows(connection, source));
    }
    const total = [...expected.values()].reduce((sum, rows) => sum + rows, 0);
    let done = 0;
    for (const dimension of dimensions) {
      const rows = await extractDimension(context, run, connection, dimension, (count) => {
        done += count;
        context.report({ step: 'extract-dimensions', done, total, unit: 'rows' });
      });
      if (rows !== expected.get(dimension.source)) {
        throw new ConsistencyError(
          `${dimension.source} must stream the rows that it counts, ${expected.get(dimension.source)}, got ${rows}; run the batch again`,
        );
      }
      extract[dimension.name] = rows;
    }
  });
  await connection.end();
  await context.staging.put(extractKey(run), JSON.stringify(extract));
  return extract;
};
