import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMysql } from '../../../adapters/mysql.ts';
import { type BatchOptions, batchContext } from '../../../batch/context.ts';
import { extractDimensions } from '../../../batch/extract-dimensions.ts';
import { loadDimensions } from '../../../batch/load-dimensions.ts';
import { plan } from '../../../batch/plan.ts';
import { runBatch } from '../../../batch/run.ts';
import { dimensions } from '../../../domain/dimensions.ts';
import { startMariaDb } from '../../../local/mariadb.ts';
import { seedDimensions } from '../../../simulator/seed-dimensions.ts';
import { batchConfig, startBuckets } from './local-objects.ts';
import { startWarehouse } from './local-warehouse.ts';

/** The time that all of these parts have at their start, UTC. */
const now = '2026-03-10 12:00:00';

/** MySQL with the reference tables' database. */
export const startReferenceSource = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casepulse-dimensions-'));
  const database = await startMariaDb({ dataDir: join(folder, 'mysql') });
  const mysql = await openMysql(database.url);
  return {
    mysql,
    database,
    /** Makes all tables anew, whatever was done to them, with the same rows each time. */
    seedAnew: async () => {
      for (const { source } of dimensions) await mysql.query(`DROP TABLE IF EXISTS ${source}`);
      await seedDimensions({ mysqlUrl: database.url, size: 'small', seed: 1, now });
    },
    /** All rows of all dimensions, as text, by dimension. */
    inMysql: async () => {
      const all: Record<string, string[]> = {};
      for (const { name, source, sourceColumns } of dimensions) {
        const columns = sourceColumns.map((column) => `\`${column}\``).join();
        const [rows] = await mysql.query({
          sql: `SELECT ${columns} FROM ${source}`,
          rowsAsArray: true,
        });
        all[name] = (rows as unknown[]).map((row) => JSON.stringify(row)).sort();
      }
      return all;
    },
    close: async () => {
      await mysql.end();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export type ReferenceSource = Awaited<ReturnType<typeof startReferenceSource>>;

/**
 * MySQL, objects and a warehouse that no run has seen.
 * @param shared a MySQL that its owner closes. @default one of their own
 */
export const startDimensionParts = async (shared?: ReferenceSource) => {
  const source = shared ?? (await startReferenceSource());
  const objects = await startBuckets();
  const warehouse = await startWarehouse(objects.url, now);
  const config = batchConfig(source.database.url);
  const context = batchContext(config, { only: 'dimensions' }, () => undefined);
  return {
    ...source,
    config,
    warehouse: warehouse.warehouse,
    context,
    /** A run of dimensions alone, or with these options. */
    run: (options: BatchOptions = { only: 'dimensions' }) => runBatch(config, options),
    /** The steps of such a run that move rows: no rules are asked, which takes as long as they do. */
    lift: async () => {
      const run = await plan(context);
      const extracted = await extractDimensions(context, run);
      await loadDimensions(context, run);
      return { run, extracted };
    },
    inWarehouse: async () => {
      const all: Record<string, string[]> = {};
      for (const { name } of dimensions) {
        const { rows } = await warehouse.warehouse.result(`SELECT * FROM dim.${name}`);
        all[name] = rows.map((row) => JSON.stringify(row)).sort();
      }
      return all;
    },
    close: async () => {
      await warehouse.close();
      await objects.close();
      if (!shared) await source.close();
    },
  };
};

export type DimensionParts = Awaited<ReturnType<typeof startDimensionParts>>;
