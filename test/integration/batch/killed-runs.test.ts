import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { ObjectStore } from '../../../adapters/object-store.ts';
import { steps } from '../../../batch/steps.ts';
import { type DimensionParts, startDimensionParts } from './dimension-parts.ts';
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

// Nineteen runs with every point.
it('a run that is killed at any moment of any step, and started again, ends in the same warehouse', async () => {
  const history = await mkdtemp(join(tmpdir(), 'casepulse-killed-'));
  const cases = Array.from({ length: 12_000 }, (_, index) => caseLine(index));
  await writeFile(join(history, 'cases.json'), [...cases, 'broken', closedLine(7)].join('\n'));
  await writeFile(join(history, 'surveys.json'), [surveyLine(1), surveyLine(7)].join('\n'));
  const options = { history };

  const undisturbed = await startDimensionParts();
  await undisturbed.seed();
  await undisturbed.run(options);
  const expected = await everything(undisturbed);
  await undisturbed.close();

  const parts = await startDimensionParts();
  try {
    await parts.seed();
    // Each goes on from what the ones before have left behind.
    for (const { name: step, part } of steps) {
      const only = part === 'any' ? 'facts' : part;
      for (const moment of moments) {
        await runAndDie({ config: parts.config, options: { ...options, only }, step, moment });
      }
    }
    await parts.run(options);
    expect(await everything(parts)).toEqual(expected);
  } finally {
    await parts.close();
    await rm(history, { recursive: true });
  }
}, 900_000);
