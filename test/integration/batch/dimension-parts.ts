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

/** MySQL, objects and the warehouse, with dimensions in the first. */
export const startDimensionParts = async (now = '2026-03-10 12:00:00') => {
  const folder = await mkdtemp(join(tmpdir(), 'casepulse-dimensions-'));
  const objects = await startBuckets();
  const [warehouse, database] = await Promise.all([
    startWarehouse(objects.url, now),
    startMariaDb({ dataDir: join(folder, 'mysql') }),
  ]);
  const mysql = await openMysql(database.url);
  const config = batchConfig(database.url);
  const context = batchContext(config, { only: 'dimensions' }, () => undefined);
  return {
    config,
    mysql,
    database,
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
    seed: () => seedDimensions({ mysqlUrl: database.url, size: 'small', seed: 1, now }),
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
    inWarehouse: async () => {
      const all: Record<string, string[]> = {};
      for (const { name } of dimensions) {
        const { rows } = await warehouse.warehouse.result(`SELECT * FROM dim.${name}`);
        all[name] = rows.map((row) => JSON.stringify(row)).sort();
      }
      return all;
    },
    close: async () => {
      await mysql.end();
      await warehouse.close();
      await database.close();
      await objects.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export type DimensionParts = Awaited<ReturnType<typeof startDimensionParts>>;
