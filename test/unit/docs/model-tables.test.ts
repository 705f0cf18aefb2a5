import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { monthlyCost, totalCost } from '../../../bench/model/cost.ts';
import { simulateFreshness } from '../../../bench/model/freshness.ts';
import { cyclesPerSecond, pipelineDay, shardsFor } from '../../../bench/model/pipeline.ts';
import {
  costTable,
  freshnessTable,
  scalingTable,
  warehouseTable,
} from '../../../bench/model/tables.ts';

const document = (name: string): string =>
  readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

describe('the documents hold what the model says', () => {
  it('docs/cost.md; if not: npm run cost', () => {
    expect(document('cost.md')).toContain(costTable());
    expect(document('cost.md')).toContain(warehouseTable());
  });

  it('docs/scaling.md; if not: npm run scaling', () => {
    expect(document('scaling.md')).toContain(scalingTable());
    expect(document('scaling.md')).toContain(freshnessTable());
  });
});

describe('the model', () => {
  const setting = {
    eventsPerDay: 100_000,
    loadIntervalSeconds: 60,
    rpus: 8,
    reconcileIntervalSeconds: 900,
  };
  const cost = (change: Partial<typeof setting>) =>
    totalCost(monthlyCost({ ...setting, ...change }));

  it('counts a window from its first event on', () => {
    // One event each 10 seconds, windows of 5: a cycle of 15 seconds.
    expect(cyclesPerSecond(0.1, 5)).toBeCloseTo(1 / 15);
    // So many that the batch is full before the window ends.
    expect(cyclesPerSecond(5000, 5, 5000)).toBeCloseTo(1);
    expect(cyclesPerSecond(0, 5)).toBe(0);
  });

  it('gives a stream a shard for each 500 records a second of its peak, four at least', () => {
    expect(shardsFor(10, 300)).toBe(4);
    expect(shardsFor(10_000, 300)).toBe(20);
    expect(shardsFor(10_000, 3000)).toBe(58);
  });

  it('archives each event once, whatever the interval', () => {
    const bytes = [5, 900].map(
      (loadIntervalSeconds) =>
        pipelineDay({ ...setting, eventsPerDay: 1e9, loadIntervalSeconds }).archiveBytes,
    );
    expect(bytes[0]).toBeCloseTo(bytes[1] ?? 0, -9);
  });

  it('costs more with more events, more RPUs and fresher loads', () => {
    expect(cost({ eventsPerDay: 1e7 })).toBeGreaterThan(cost({}));
    expect(cost({ rpus: 16 })).toBeGreaterThan(cost({}));
    expect(cost({ loadIntervalSeconds: 900 })).toBeLessThan(cost({}) / 3);
  });

  it('is woken by reconciliations where loads let it sleep', () => {
    const awake = (eventsPerDay: number, reconcileIntervalSeconds: number) =>
      pipelineDay({ ...setting, eventsPerDay, reconcileIntervalSeconds }).awakeSeconds;
    // Ten events a day: 96 wake-ups of a minute are most of it.
    expect(awake(10, 900) - awake(10, 86_400)).toBeGreaterThan(80 * 60);
    expect(awake(1e7, 900) - awake(1e7, 86_400)).toBeLessThan(10 * 60);
  });

  it('shows no event before its window, its interval and its load', () => {
    const { p50, p95, p99 } = simulateFreshness({ ...setting, loadIntervalSeconds: 5 });
    expect(p50).toBeGreaterThan(5);
    expect(p95).toBeGreaterThanOrEqual(p50);
    expect(p99).toBeLessThan(5 + 5 + 10);
  });

  it('falls behind where loads take longer than they come', () => {
    const drowning = { ...setting, eventsPerDay: 86_400_000_000 };
    expect(pipelineDay(drowning).loaderLoadAtPeak).toBeGreaterThan(1);
    expect(simulateFreshness(drowning).p95).toBeGreaterThan(300);
  });
});
