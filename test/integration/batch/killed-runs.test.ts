import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ObjectStore } from '../../../adapters/object-store.ts';
import { previewBatch } from '../../../batch/preview.ts';
import { runBatch } from '../../../batch/run.ts';
import { steps } from '../../../batch/steps.ts';
import type { Progress } from '../../../domain/progress.ts';
import {
  type DimensionParts,
  type ReferenceSource,
  startDimensionParts,
  startReferenceSource,
} from './dimension-parts.ts';
import { caseLine, closedLine, surveyLine } from './event-lines.ts';
import type { KilledRun } from './fixtures/killed-run.ts';

const program = resolve(import.meta.dirname, 'fixtures/killed-run.ts');

/** Runs the batch in a process that dies at this moment. */
const runAndDie = async (run: KilledRun): Promise<void> => {
  const child = spawn(process.execPath, [program, JSON.stringify(run)], { stdio: 'inherit' });
  const [code, signal] = await once(child, 'exit');
  expect({ run: `${run.step} ${run.moment}`, code, signal }).toMatchObject({ signal: 'SIGKILL' });
};

/** KILL_POINTS=all: every step's start, middle and end; otherwise every step's middle. */
const moments: readonly KilledRun['moment'][] =
  process.env['KILL_POINTS'] === 'all' ? ['start', 'middle', 'end'] : ['middle'];

/** Tables that runs write, without what tells of the run: its name and when it published. */
const tables = [
  ...['calendar', 'call_center', 'case_category', 'case_country', 'case_priority', 'employee'].map(
    (name) => `dim.${name}`,
  ),
  ...['product', 'survey_question', 'employee_history', 'case_category_history'].map(
    (name) => `dim.${name}`,
  ),
  'dim.case_priority_history',
  'batch.fact_case',
  'batch.fact_survey',
  'ops.quarantine',
  '(SELECT archive_key, kind, source, row_count, last_arrived_at, last_event_at FROM ops.batch_object) AS o',
];

const everything = async ({ warehouse }: DimensionParts) => {
  const all: Record<string, string[]> = {};
  for (const table of tables) {
    const { rows } = await warehouse.result(`SELECT * FROM ${table}`);
    all[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  const archive = new ObjectStore('casepulse-archive');
  all['archive'] = (await Array.fromAsync(archive.list(''))).map(
    ({ key, bytes }) => `${key} ${bytes}`,
  );
  return all;
};

/**
 * One file of cases in two chunks, by their size, so that there is a middle of converting them, with a few rows for
 * the warehouse.
 */
const wideCases = 17;
const wide = 'x'.repeat(1024 * 1024);
const lines = [
  ...Array.from({ length: wideCases }, (_, number) => caseLine(number, { note: wide })),
  ...['broken', closedLine(7), surveyLine(1), surveyLine(7)],
];

let history: string;
let source: ReferenceSource;
/** Those of the runs that nobody kills. */
let parts: DimensionParts;
let undisturbed: Record<string, string[]>;

beforeAll(async () => {
  history = await mkdtemp(join(tmpdir(), 'casepulse-runs-'));
  await writeFile(join(history, 'days.json'), lines.join('\n'));
  source = await startReferenceSource();
  await source.seedAnew();
  parts = await startDimensionParts(source);
});
afterAll(async () => {
  await parts?.close();
  await source?.close();
  await rm(history, { recursive: true });
});

describe('a run', () => {
  it('tells beforehand what it would do, with sizes, and changes nothing by that', async () => {
    const before = await everything(parts);
    const work = await previewBatch(parts.config, { history });
    expect(work.filter(({ part }) => part === 'dimensions')).toHaveLength(8);
    expect(work).toEqual(
      expect.arrayContaining([
        {
          part: 'dimensions',
          what: 'futurecart_employee_details',
          count: 400,
          unit: 'rows',
          bytes: expect.any(Number),
        },
        {
          part: 'history',
          what: 'days.json',
          count: 1,
          unit: 'files',
          bytes: Buffer.byteLength(lines.join('\n')),
        },
        { part: 'facts', what: 'cases', count: 0, unit: 'objects', bytes: 0 },
      ]),
    );
    expect(await everything(parts)).toEqual(before);
    expect(
      new Set((await previewBatch(parts.config, { only: 'facts' })).map(({ part }) => part)),
    ).toEqual(new Set(['facts']));
  });

  it('lifts dimensions and history into the warehouse, with no more rights than its role has', async () => {
    const reported: Progress[] = [];
    const summary = await runBatch(parts.config, { history }, (each) => reported.push(each));
    undisturbed = await everything(parts);
    await runBatch(parts.config, { full: true });

    const names = steps.map(({ name }) => name);
    expect(summary.steps.map(({ name }) => name)).toEqual(names);
    expect([...new Set(reported.map(({ step }) => step))]).toEqual(names);
    // A transaction is told statement by statement, and at its end all of them are.
    for (const step of ['load-dimensions', 'publish']) {
      const { done, total, unit } = reported.findLast((each) => each.step === step) ?? {};
      expect({ step, done, unit }).toEqual({ step, done: total, unit: 'statements' });
    }
    const counts = Object.entries(undisturbed).map(([table, rows]) => [table, rows.length]);
    expect(Object.fromEntries(counts)).toMatchObject({
      'batch.fact_case': wideCases,
      'batch.fact_survey': 2,
      'ops.quarantine': 1,
      'dim.case_country': 193,
    });
    expect(
      await parts.warehouse.query('SELECT mode, status FROM ops.batch_run ORDER BY mode'),
    ).toEqual([
      { mode: 'full', status: 'published' },
      { mode: 'incremental', status: 'published' },
    ]);
  });

  // Eighteen deaths with every point.
  it('that is killed at any moment of any step, and started again, ends in the same warehouse', async () => {
    const killed = await startDimensionParts(source);
    onTestFinished(killed.close);
    const options = { history };
    // Each goes on from what the ones before have left behind.
    for (const { name: step, part } of steps) {
      const only = part === 'any' ? 'facts' : part;
      for (const moment of moments) {
        await runAndDie({ config: killed.config, options: { ...options, only }, step, moment });
      }
    }
    await killed.run(options);
    expect(await everything(killed)).toEqual(undisturbed);
  }, 900_000);
});
