import { describe, expect, it } from 'vitest';
import { planTable, summaryTables } from '../../../bin/batch-tables.ts';
import { progressLine } from '../../../bin/progress-lines.ts';

describe('the progress of a step', () => {
  it('is rows, megabytes and the time left, as fast as so far', () => {
    const progress = { step: 'extract-dimensions', done: 100_000, total: 400_000, unit: 'rows' };
    expect(progressLine({ ...progress, bytes: 4_200_000 }, 2000)).toBe(
      '██████░░░░░░░░░░░░░░░░░░ extract-dimensions: 100,000 of 400,000 rows, 4.2 MB, 6 s left',
    );
    expect(progressLine(progress, 200_000)).toMatch(/10 min left$/);
  });

  it('goes by bytes where nobody knows how many lines there are, and says no time where nobody can', () => {
    const progress = { step: 'convert-history', done: 10, unit: 'lines', bytes: 500_000 };
    expect(progressLine({ ...progress, totalBytes: 1_000_000 }, 1000)).toBe(
      '████████████░░░░░░░░░░░░ convert-history: 10 lines, 0.5 MB, 1 s left',
    );
    expect(progressLine(progress, 1000)).toBe('convert-history: 10 lines, 0.5 MB');
    expect(progressLine({ ...progress, totalBytes: 500_000 }, null)).not.toContain('left');
  });
});

it('a summary names what there was any of, and each table’s checksum', () => {
  const summary = {
    runId: 'r',
    startedAt: '2026-03-10 12:00:00',
    steps: [
      {
        name: 'extract-dimensions',
        seconds: 1.25,
        counts: { tables: 8, rows: 2438, bytes: 70_000, columns_left_out: 1 },
      },
      {
        name: 'convert-history',
        seconds: 0,
        counts: { files: 1, skipped_lines: 0, quarantine: 1 },
      },
      { name: 'fold', seconds: 0, counts: { cases: 0, surveys: 0 } },
      { name: 'publish', seconds: 61, counts: { cases: 1, surveys: 3 } },
      { name: 'check', seconds: 0, counts: { rules: 12, 'fact-keys': 1 } },
    ],
    dimensions: [
      {
        name: 'employee',
        rows: 1400,
        checksum: '230716',
        bytes: 24_000,
        leftOut: ['floor', 'phone'],
      },
    ],
  };
  expect(summaryTables(summary)).toMatchInlineSnapshot(`
    "┌────────────────────┬─────────┬──────────────────────────────────────────────────┐
    │ step               │ seconds │ done                                             │
    │ extract-dimensions │     1.3 │ 8 tables, 2,438 rows, 70.0 kB, 1 column left out │
    │ convert-history    │     0.0 │ 1 file, 1 quarantine                             │
    │ fold               │     0.0 │ nothing to do                                    │
    │ publish            │    61.0 │ 1 object of cases, 3 objects of surveys          │
    │ check              │     0.0 │ 12 rules, 1 fact-keys                            │
    └────────────────────┴─────────┴──────────────────────────────────────────────────┘
    ┌───────────┬───────┬──────────┬─────────┬──────────────────────┐
    │ dimension │  rows │ checksum │    size │ new columns left out │
    │ employee  │ 1,400 │   230716 │ 24.0 kB │ floor, phone         │
    └───────────┴───────┴──────────┴─────────┴──────────────────────┘"
  `);
});

it('a plan has what would be done part by part, files as people count, and the sum of each part', () => {
  const history = { part: 'history', count: 1, unit: 'files' } as const;
  const employees = { part: 'dimensions', what: 'futurecart_employee_details' } as const;
  expect(
    planTable([
      { ...employees, count: 1400, unit: 'rows', bytes: 81_900, leftOut: ['phone'] },
      { ...history, what: 'cases/day10.json', bytes: 2_500_000 },
      { ...history, what: 'cases/day9.json.gz', bytes: 500 },
      { part: 'facts', what: 'cases', count: 0, unit: 'objects', bytes: 0 },
    ]),
  ).toMatchInlineSnapshot(`
    "┌────────────┬─────────────────────────────┬───────┬─────────┬─────────┬──────────────────────┐
    │ part       │ what                        │ count │         │    size │ new columns left out │
    │ dimensions │ futurecart_employee_details │ 1,400 │ rows    │ 81.9 kB │ phone                │
    │ dimensions │ all                         │ 1,400 │ rows    │ 81.9 kB │                      │
    │ history    │ cases/day9.json.gz          │     1 │ file    │  0.5 kB │                      │
    │ history    │ cases/day10.json            │     1 │ file    │  2.5 MB │                      │
    │ history    │ all                         │     2 │ files   │  2.5 MB │                      │
    │ facts      │ cases                       │     0 │ objects │       0 │                      │
    │ facts      │ all                         │     0 │ objects │       0 │                      │
    └────────────┴─────────────────────────────┴───────┴─────────┴─────────┴──────────────────────┘
    What the history gives comes to the facts’ objects; what of it was converted before is left out."
  `);
});
