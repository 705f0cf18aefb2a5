import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import Table from 'cli-table3';
import { ConsistencyError } from '../../domain/errors.ts';
import type { LiveCounts } from '../../simulator/live/counts.ts';
import { dataFolder, loadEnvironment, projectRoot, variable } from '../environment.ts';
import { kpiFigures, kpiTable } from '../kpi-table.ts';
import { runSimulator } from '../run-simulator.ts';
import { analystsWarehouse, callersWarehouse } from '../warehouses.ts';
import { type Comparison, compareCounts } from './count-differences.ts';

const historyDays = 10;
const historyCases = 2_000;
/** 2,000 live events. */
const rate = 400;
const durationSeconds = 5;
/** Far more broken records than in real life, so that a short run shows some. */
const brokenShare = 0.01;
const seed = 7;

const heading = (text: string) =>
  console.log(`\n${process.stdout.isTTY ? styleText('bold', text) : text}`);

/** Runs one of our own commands on the demo's data folder, as a user would. */
const casepulse = (home: string, args: readonly string[]): Promise<void> =>
  new Promise((done, fail) => {
    console.log(`  casepulse ${args.join(' ')}`);
    const child = spawn(process.execPath, [resolve(projectRoot, 'bin/casepulse.ts'), ...args], {
      env: { ...process.env, CASEPULSE_HOME: home },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0
        ? done()
        : fail(
            new ConsistencyError(
              `casepulse ${args[0]} must end with 0, got ${code}; see its message above`,
            ),
          ),
    );
  });

const comparisonTable = (comparisons: readonly Comparison[]): string => {
  const table = new Table({
    head: ['', 'sent', 'found', ''],
    colAligns: ['left', 'right', 'right', 'left'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const { what, expected, found } of comparisons) {
    table.push([
      what,
      expected,
      found,
      expected === found ? 'equal' : `differs by ${found - expected}`,
    ]);
  }
  return table.toString();
};

const events = async (home: string): Promise<LiveCounts> => {
  process.env['CASEPULSE_HOME'] = home;
  const local = loadEnvironment();
  return runSimulator({
    rate,
    durationSeconds,
    seed,
    now: local?.now ?? null,
    disorder: { broken: brokenShare },
  });
};

/**
 * A finite run on a data folder of its own: dimensions, history, batch, 2,000 live events, the KPIs,
 * and a comparison of what was sent with what arrived.
 * @throws ConsistencyError where a count differs.
 */
export const runDemo = async (): Promise<void> => {
  // Always the local parts, also in a terminal that is set up for a deployed stack.
  delete process.env['WAREHOUSE_WORKGROUP'];
  const home = resolve(dataFolder(), 'demo');
  const history = resolve(home, 'history');
  await casepulse(home, ['down']);
  await rm(home, { recursive: true, force: true });
  try {
    heading('1. Start every part');
    await casepulse(home, ['up', '--detach', '--empty']);
    heading('2. Reference data and ten days of history, through the batch layer');
    await casepulse(home, ['seed-dimensions']);
    await casepulse(home, [
      'generate-history',
      '--out',
      history,
      '--days',
      String(historyDays),
      '--cases',
      String(historyCases),
    ]);
    await casepulse(home, ['batch', '--history', history]);
    heading(`3. ${rate * durationSeconds} live events, some of them broken`);
    const sent = await events(home);
    await casepulse(home, ['wait', '--timeout', '60s']);
    heading('4. The KPIs, over batch and stream as one');
    const analyst = analystsWarehouse(loadEnvironment());
    console.log(kpiTable(await kpiFigures(analyst)));
    heading('5. What was sent, and what arrived');
    const streams = { cases: variable('CASE_STREAM'), surveys: variable('SURVEY_STREAM') };
    const comparisons = await compareCounts(sent, streams, callersWarehouse());
    console.log(comparisonTable(comparisons));
    const differences = comparisons.filter(({ expected, found }) => expected !== found);
    if (differences.length > 0) {
      throw new ConsistencyError(
        `What was sent must equal what arrived, got ${differences.map(({ what, expected, found }) => `${what}: ${expected} sent, ${found} found`).join('; ')}`,
      );
    }
    console.log(
      '\nNothing lost, nothing counted twice. `npm start` runs it for as long as you like.',
    );
  } finally {
    await casepulse(home, ['down']);
    await rm(home, { recursive: true, force: true });
  }
};
