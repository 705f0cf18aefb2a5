import type { Warehouse } from '../../adapters/redshift-data.ts';
import type { Bench, Benchmark } from '../runner/benchmark.ts';
import type { Row } from '../runner/compare.ts';
import { median } from '../runner/statistics.ts';
import { startFilled } from './filled-warehouse.ts';
import { questions } from './questions.ts';

/** Cases, and how long a view and the dashboard's set may take over them. */
type Size = { readonly cases: number; readonly viewMs: number; readonly dashboardMs?: number };

const sizes: readonly Size[] = [
  { cases: 500_000, viewMs: 200 },
  { cases: 5_000_000, viewMs: 1000, dashboardMs: 3000 },
];
const fullSizes: readonly Size[] = [
  ...sizes,
  { cases: 20_000_000, viewMs: Number.POSITIVE_INFINITY },
];

/** What a query over so many rows can't do without: one pass over the cases, by DuckDB, in the same process. */
const floor = `SELECT DATE_TRUNC('hour', c.create_timestamp) AS hour, COUNT(*) AS cases
FROM batch.fact_case c
GROUP BY 1`;

/** The part of the cases that the batch layer does not have yet, or has an older version of. */
const speedShare = 0.01;

const runs = 3;

type Timed = { readonly ms: readonly number[]; readonly cpuMs: readonly number[] };

const timed = async (
  warehouse: Warehouse,
  sql: string,
  cpuMs: () => number | undefined,
): Promise<Timed> => {
  const ms: number[] = [];
  const cpu: number[] = [];
  // The first meets a cold cache of translations.
  for (let run = -1; run < runs; run += 1) {
    const cpuBefore = cpuMs() ?? 0;
    const began = performance.now();
    await warehouse.transaction([sql]);
    if (run < 0) continue;
    ms.push(performance.now() - began);
    cpu.push((cpuMs() ?? 0) - cpuBefore);
  }
  return { ms, cpuMs: cpu };
};

const rowOf = (title: string, subject: string, { ms, cpuMs }: Timed): Row => ({
  title,
  subject,
  unit: 'ms',
  runs,
  median: median(ms),
  min: Math.min(...ms),
  max: Math.max(...ms),
  cpuMs: median(cpuMs),
});

const atMost = (row: Row, ms: number): Row =>
  Number.isFinite(ms)
    ? { ...row, target: { text: `under ${ms} ms`, isMet: row.median < ms } }
    : row;

/** @returns the median CPU time of each question, by its name */
const measure = async (
  bench: Bench,
  { cases, viewMs, dashboardMs }: Size,
): Promise<ReadonlyMap<string, number>> => {
  const { warehouse, cpuMs, close } = await startFilled(bench, cases, speedShare);
  const title = `${cases.toLocaleString('en')} cases`;
  const cpuOf = new Map<string, number>();
  let [setMs, setCpuMs] = [0, 0];
  bench.record(rowOf(title, 'one pass over the cases', await timed(warehouse, floor, cpuMs)));
  for (const { name, sql, isDashboards } of questions) {
    const row = rowOf(title, name, await timed(warehouse, sql, cpuMs));
    bench.record(atMost(row, viewMs));
    cpuOf.set(name, row.cpuMs ?? 0);
    if (isDashboards) setMs += row.median;
    if (isDashboards) setCpuMs += row.cpuMs ?? 0;
  }
  const set = rowOf(title, 'the dashboard’s set', { ms: [setMs], cpuMs: [setCpuMs] });
  bench.record(atMost(set, dashboardMs ?? Number.POSITIVE_INFINITY));
  await close();
  return cpuOf;
};

/** The slope of time over rows, both as logarithms: 1 where time grows as rows do. */
const exponents = (
  small: ReadonlyMap<string, number>,
  large: ReadonlyMap<string, number>,
  times: number,
): Row[] =>
  [...large].map(([name, cpuMs]) => {
    const exponent = Math.log(cpuMs / (small.get(name) ?? cpuMs)) / Math.log(times);
    return {
      title: 'growth of CPU time with the rows',
      subject: name,
      unit: 'exponent',
      runs: 1,
      median: exponent,
      min: exponent,
      max: exponent,
      target: { text: 'at most 1', isMet: exponent <= 1 },
    };
  });

export const views: Benchmark = {
  name: 'views',
  about:
    'each care view as it is asked, through the Data API of the local warehouse, until the statement has finished (its result is made and not fetched). Of the cases 1 % are in the speed layer. CPU is the warehouse’s process and this one’s.',
  run: async (bench) => {
    const all = bench.isFull ? fullSizes : sizes;
    const times: (readonly [number, ReadonlyMap<string, number>])[] = [];
    for (const size of all) times.push([size.cases, await measure(bench, size)]);
    const [first, last] = [times[0], times.at(-1)];
    if (first && last) bench.record(...exponents(first[1], last[1], last[0] / first[0]));
  },
};
