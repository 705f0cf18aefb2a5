import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KpiWarehouse } from './kpi-warehouse.ts';

let warehouse: KpiWarehouse;
beforeAll(async () => {
  warehouse = await KpiWarehouse.start('2026-03-10 12:00:00', 'Asia/Kolkata');
});
afterAll(() => warehouse.close());

const lastHour = async (): Promise<unknown[]> => {
  const [row] = await warehouse.view('kpi_last_hour');
  return [row?.['period_start'], row?.['period_end'], row?.['cases_received']];
};

describe('now', () => {
  it('is business-local: half hours of Asia/Kolkata', async () => {
    await warehouse.cases('speed', [
      { case_no: '1', create_timestamp: '2026-03-10 16:30:00' },
      { case_no: '2', create_timestamp: '2026-03-10 17:30:00' },
    ]);
    expect(await lastHour()).toEqual(['2026-03-10 16:30:00', '2026-03-10 17:30:00', 1]);
    const hours = await warehouse.view('kpi_hourly', 'ORDER BY period_start');
    expect(hours.map((row) => row['period_start'])).toEqual([
      '2026-03-10 16:00:00',
      '2026-03-10 17:00:00',
    ]);
  });

  it('follows both clock changes of America/New_York, while every day keeps 24 hours', async () => {
    const { applied } = await warehouse.migrate('America/New_York');
    expect(applied).toContain('care.kpi_last_hour');
    expect(applied).not.toContain('care.quarantine');
    await warehouse.clear();
    await warehouse.cases('speed', [
      { case_no: '0', create_timestamp: '2026-03-08 00:30:00' },
      { case_no: '1', create_timestamp: '2026-03-08 01:30:00' },
      { case_no: '2', create_timestamp: '2026-03-08 02:30:00' },
      { case_no: '3', create_timestamp: '2026-11-01 01:30:00' },
    ]);
    warehouse.setNow('2026-03-08 06:59:00');
    expect(await lastHour()).toEqual(['2026-03-08 00:59:00', '2026-03-08 01:59:00', 1]);
    warehouse.setNow('2026-03-08 07:00:00');
    expect(await lastHour()).toEqual(['2026-03-08 02:00:00', '2026-03-08 03:00:00', 1]);
    warehouse.setNow('2026-11-01 05:45:00');
    expect(await lastHour()).toEqual(['2026-11-01 00:45:00', '2026-11-01 01:45:00', 1]);
    warehouse.setNow('2026-11-01 06:45:00');
    expect(await lastHour()).toEqual(['2026-11-01 00:45:00', '2026-11-01 01:45:00', 1]);
    const hours = await warehouse.view(
      'kpi_hourly',
      "WHERE period_start >= '2026-03-08' AND period_start < '2026-03-09'",
    );
    expect(hours).toHaveLength(24);
  });
});
