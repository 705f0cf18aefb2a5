import { expect, it } from 'vitest';
import { faultCount, reportText } from './report.ts';
import { runFaults } from './run-faults.ts';

/** `.ci/run` and `npm run soak` set more; the seed repeats a run's faults. */
const run = {
  faults: Number(process.env['FAULTS'] ?? 3),
  events: Number(process.env['FAULT_EVENTS'] ?? 1_000),
  seed: Number(process.env['FAULT_SEED'] ?? 1),
  kind: process.env['FAULT_KIND'] ?? '',
};

/** Longest time of one fault with its recovery, and of start and reckoning, on a loaded machine. */
const faultMs = 60_000;
const aroundMs = 1_200_000;

it(
  'loses nothing and counts nothing twice, whatever goes wrong meanwhile',
  async () => {
    const report = await runFaults(run);
    console.log(reportText(report));
    expect(report.differences.length, 'differences, as reported above').toBe(0);
    expect(faultCount(report)).toBe(run.faults);
  },
  run.faults * faultMs + aroundMs,
);
