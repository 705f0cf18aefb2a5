import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleCategories, examplePriorities, p1, p24 } from './example-dimensions.ts';
import { KpiWarehouse } from './kpi-warehouse.ts';

const at = (time: string) => `2026-03-10 ${time}:00`;
const views = [
  'kpi_overview',
  'kpi_daily',
  'kpi_business_week',
  'kpi_by_channel',
  'kpi_priority_severity',
];

let warehouse: KpiWarehouse;
beforeAll(async () => {
  warehouse = await KpiWarehouse.start(at('12:00'));
  await warehouse.dimension('case_category', exampleCategories);
  await warehouse.dimension('case_priority', examplePriorities);
});
afterAll(() => warehouse.close());

/** The breaches that each view counts in all. */
const breaches = async (): Promise<number[]> => {
  const counts: number[] = [];
  for (const view of views) {
    const rows = await warehouse.view(view);
    counts.push(rows.reduce((sum, row) => sum + Number(row['sla_breached']), 0));
  }
  return counts;
};

/** Publishes at a time of the day: the cases are due at 11:40, 12:30 and 13:30, and one has no SLA. */
const publishAt = async (time: string): Promise<void> => {
  warehouse.setNow(at(time));
  await warehouse.warehouse.query('DELETE FROM batch.fact_case');
  await warehouse.cases('batch', [
    { case_no: '1', create_timestamp: at('10:40'), ...p1 },
    { case_no: '2', create_timestamp: at('11:30'), ...p1 },
    { case_no: '3', create_timestamp: at('12:30'), ...p1 },
    { case_no: '4', create_timestamp: at('10:00'), ...p24 },
  ]);
  await warehouse.rollUp();
};

describe('breaches of stored cases', () => {
  it('are counted as their SLAs pass after publishing', async () => {
    await publishAt('12:00');
    expect(await breaches()).toEqual([1, 1, 1, 1, 1]);
    warehouse.setNow(at('12:30'));
    expect(await breaches()).toEqual([1, 1, 1, 1, 1]);
    warehouse.setNow('2026-03-10 12:30:01');
    expect(await breaches()).toEqual([2, 2, 2, 2, 2]);
    warehouse.setNow(at('14:00'));
    expect(await breaches()).toEqual([3, 3, 3, 3, 3]);
  });

  it('are none any more where the clock was put back behind their SLAs', async () => {
    await publishAt('13:00');
    expect(await breaches()).toEqual([2, 2, 2, 2, 2]);
    warehouse.setNow(at('12:00'));
    expect(await breaches()).toEqual([1, 1, 1, 1, 1]);
    warehouse.setNow(at('11:40'));
    expect(await breaches()).toEqual([0, 0, 0, 0, 0]);
  });
});
