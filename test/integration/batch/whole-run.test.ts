import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runBatch } from '../../../batch/run.ts';
import type { Progress } from '../../../domain/progress.ts';
import { startMariaDb } from '../../../local/mariadb.ts';
import { seedDimensions } from '../../../simulator/seed-dimensions.ts';
import { caseLine, closedLine, surveyLine } from './event-lines.ts';
import { batchConfig, startBuckets } from './local-objects.ts';
import { startWarehouse } from './local-warehouse.ts';

it('lifts dimensions and history into the warehouse in one run, with no more rights than its role has', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casepulse-run-'));
  const objects = await startBuckets();
  const [warehouse, mysql] = await Promise.all([
    startWarehouse(objects.url),
    startMariaDb({ dataDir: join(folder, 'mysql') }),
  ]);
  await seedDimensions({ mysqlUrl: mysql.url, size: 'small', seed: 1, now: '2026-03-10 12:00:00' });
  const lines = [caseLine(1), closedLine(1), 'broken', caseLine(2), surveyLine(1)];
  await writeFile(join(folder, 'day1.json'), lines.join('\n'));

  const reported: Progress[] = [];
  const config = batchConfig(mysql.url);
  const summary = await runBatch(config, { history: folder }, (each) => reported.push(each));
  await runBatch(config, { full: true });

  const names = [
    'extract-dimensions',
    'convert-history',
    'load-dimensions',
    'fold',
    'publish',
    'check',
  ];
  expect(summary.steps.map(({ name }) => name)).toEqual(names);
  expect([...new Set(reported.map(({ step }) => step))]).toEqual(names);
  // A transaction is told statement by statement, and at its end all of them are.
  for (const step of ['load-dimensions', 'publish']) {
    const { done, total, unit } = reported.findLast((each) => each.step === step) ?? {};
    expect({ step, done, unit }).toEqual({ step, done: total, unit: 'statements' });
  }
  const count = async (table: string) => {
    const [row] = await warehouse.warehouse.query(`SELECT COUNT(*) AS rows_ FROM ${table}`);
    return row?.['rows_'];
  };
  expect(await count('batch.fact_case')).toBe(2);
  expect(await count('batch.fact_survey')).toBe(1);
  expect(await count('ops.quarantine')).toBe(1);
  expect(await count('dim.case_country')).toBe(193);
  const runs = await warehouse.warehouse.query(
    'SELECT mode, status FROM ops.batch_run ORDER BY mode',
  );
  expect(runs).toEqual([
    { mode: 'full', status: 'published' },
    { mode: 'incremental', status: 'published' },
  ]);

  await warehouse.close();
  await mysql.close();
  await objects.close();
  await rm(folder, { recursive: true, force: true });
});
