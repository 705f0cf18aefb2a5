import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BatchConfig } from '../../../batch/config.ts';
import {
  type BatchContext,
  type BatchOptions,
  batchContext,
  type StepSummary,
} from '../../../batch/context.ts';
import { plan } from '../../../batch/plan.ts';
import { runBatch } from '../../../batch/run.ts';
import { stepsFor } from '../../../batch/steps.ts';
import { kinds } from '../../../domain/facts.ts';
import { loadKind } from '../../../lambdas/load-facts/load-kind.ts';
import { startSpeedLayer } from '../speed/speed-layer.ts';

const config: BatchConfig = {
  archiveBucket: 'archive',
  stagingBucket: 'staging',
  workgroup: 'casepulse',
  database: 'casepulse',
  copyRoleArn: 'arn:aws:iam::000000000000:role/casepulse-copy',
  mysqlUrl: null,
  businessTimezone: 'UTC',
};

/** Lineage included: the same events must give the same rows, whichever run they came by. */
const factTables = ['batch.fact_case', 'batch.fact_survey'] as const;

/** What runs of the batch layer write. */
const batchTables = [...factTables, 'ops.batch_object', 'ops.batch_run', 'ops.check_result'];

/** The speed layer's parts with the batch layer beside them, on the same archive and warehouse. */
export const startLayers = async () => {
  const layer = await startSpeedLayer();
  const folder = await mkdtemp(join(tmpdir(), 'casepulse-batch-'));
  const { protocol, hostname, port } = (await layer.client.config.endpoint?.()) ?? {};
  process.env['AWS_REGION'] = 'us-east-1';
  process.env['AWS_ACCESS_KEY_ID'] = 'casepulse-admin';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'local';
  process.env['AWS_ENDPOINT_URL_S3'] = layer.url;
  process.env['AWS_ENDPOINT_URL_REDSHIFT_DATA'] = `${protocol}//${hostname}:${port}`;
  let histories = 0;
  return {
    ...layer,
    /** A history folder with one file of these lines. */
    history: async (lines: readonly string[]): Promise<string> => {
      const place = await mkdtemp(join(folder, 'history-'));
      await writeFile(join(place, `day${histories++}.json`), lines.join('\n'));
      return place;
    },
    /** Facts only, since these tests have no MySQL. */
    facts: (options: BatchOptions = {}) => runBatch(config, { ...options, only: 'facts' }),
    /** The same without its last step: asking every rule takes as long as publishing a few events. */
    publish: async (
      options: BatchOptions = {},
      /** Gets the run's clients before it begins. */
      meet: (context: BatchContext) => void = () => undefined,
    ) => {
      const context = batchContext(config, options, () => undefined);
      meet(context);
      const run = await plan(context);
      for (const step of stepsFor({ ...options, only: 'facts' })) {
        if (step.name !== 'check') await step.run(context, run, []);
      }
    },
    convert: (history: string) => runBatch(config, { history, only: 'history' }),
    /** A run of history and facts, step by step: `after` is called with each step's name, and false ends the run there. */
    stepwise: async (options: BatchOptions, after: (step: string) => Promise<boolean>) => {
      const context = batchContext(config, options, () => undefined);
      const run = await plan(context);
      const done: StepSummary[] = [];
      for (const step of stepsFor(options).filter(({ part }) => part !== 'dimensions')) {
        done.push({ name: step.name, seconds: 0, counts: await step.run(context, run, done) });
        if (!(await after(step.name))) return;
      }
    },
    /** The speed layer loads what waits. */
    load: async () => {
      for (const kind of kinds) await loadKind(kind, 'recent', layer.loader);
    },
    /** All rows of a table, in one order. */
    rows: async (table: string, columns = '*') => {
      const rows = await layer.warehouse.query(`SELECT ${columns} FROM ${table}`);
      return rows.map((row) => JSON.stringify(row)).sort();
    },
    batchFacts: async () => {
      const all: Record<string, string[]> = {};
      for (const table of factTables) {
        const rows = await layer.warehouse.query(`SELECT * FROM ${table}`);
        all[table] = rows.map((row) => JSON.stringify(row)).sort();
      }
      return all;
    },
    /** Empties everything, as after the start. */
    clear: async () => {
      await layer.clear();
      await layer.warehouse.transaction(batchTables.map((table) => `DELETE FROM ${table}`));
    },
    close: async () => {
      await layer.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export type Layers = Awaited<ReturnType<typeof startLayers>>;
