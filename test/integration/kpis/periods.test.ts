import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ResultRow } from '../../../adapters/redshift-data.ts';
import { KpiWarehouse } from './kpi-warehouse.ts';

const columns = (rows: readonly ResultRow[], ...names: readonly string[]) =>
  rows.map((row) => names.map((name) => row[name]));

const opened = (case_no: string, create_timestamp: string) => ({ case_no, create_timestamp });
const closed = (case_no: string, create_timestamp: string, last_modified_timestamp: string) => ({
  case_no,
  create_timestamp,
  last_modified_timestamp,
  status: 'Closed' as const,
});

const periodViews = [
  'kpi_hourly',
  'kpi_daily',
  'kpi_weekly',
  'kpi_monthly',
  'kpi_business_week',
  'kpi_business_month',
  'kpi_business_quarter',
];

let warehouse: KpiWarehouse;
beforeAll(async () => {
  warehouse = await KpiWarehouse.start('2026-03-10 12:00:00');
});
beforeEach(async () => {
  warehouse.setNow('2026-03-10 12:00:00');
  await warehouse.clear();
});
afterAll(() => warehouse.close());

describe('an empty warehouse', () => {
  it('has no periods', async () => {
    for (const view of periodViews) expect([view, await warehouse.view(view)]).toEqual([view, []]);
  });

  it('has one row of zeros for everything and for the last hour', async () => {
    const zeros = {
      cases_received: 0,
      backlog: 0,
      surveys: 0,
      csat_pct: null,
      nps: null,
      avg_resolution_minutes: null,
    };
    expect(await warehouse.view('kpi_overview')).toMatchObject([zeros]);
    expect(await warehouse.view('kpi_last_hour')).toMatchObject([zeros]);
    expect(await warehouse.view('kpi_previous_hour')).toMatchObject([zeros]);
  });

  it('has 360 minutes of zeros', async () => {
    const minutes = await warehouse.view('kpi_minute', 'ORDER BY period_start');
    expect(minutes).toHaveLength(360);
    expect(minutes[0]).toMatchObject({
      period_start: '2026-03-10 06:00:00',
      cases_received: 0,
      backlog: 0,
    });
    expect(minutes.at(-1)).toMatchObject({ period_end: '2026-03-10 12:00:00' });
  });
});

describe('a window', () => {
  it('has its start and not its end', async () => {
    await warehouse.cases('batch', [
      opened('1', '2026-03-10 11:00:00'),
      opened('2', '2026-03-10 12:00:00'),
      closed('3', '2026-03-10 10:00:00', '2026-03-10 11:00:00'),
      closed('4', '2026-03-10 10:00:00', '2026-03-10 12:00:00'),
    ]);
    await warehouse.surveys('batch', [
      { survey_id: 'S-1', case_no: '3', survey_timestamp: '2026-03-10 11:00:00' },
      { survey_id: 'S-2', case_no: '3', survey_timestamp: '2026-03-10 12:00:00' },
    ]);
    const names = ['cases_received', 'cases_closed', 'surveys', 'backlog'];
    expect(columns(await warehouse.view('kpi_last_hour'), ...names)).toEqual([[1, 1, 1, 2]]);
    expect(columns(await warehouse.view('kpi_previous_hour'), ...names)).toEqual([[2, 0, 0, 2]]);
    expect(
      columns(
        await warehouse.view('kpi_hourly', 'ORDER BY period_start'),
        'period_start',
        ...names,
      ),
    ).toEqual([
      ['2026-03-10 10:00:00', 2, 0, 0, 2],
      ['2026-03-10 11:00:00', 1, 1, 1, 2],
      ['2026-03-10 12:00:00', 1, 1, 1, 2],
    ]);
    const minutes = await warehouse.view(
      'kpi_minute',
      'WHERE cases_received + cases_closed + surveys > 0 ORDER BY period_start',
    );
    expect(columns(minutes, 'period_start', ...names)).toEqual([
      ['2026-03-10 10:00:00', 2, 0, 0, 2],
      ['2026-03-10 11:00:00', 1, 1, 1, 2],
    ]);
  });
});

describe('periods', () => {
  it('are zeros where nothing happened, and the backlog goes on', async () => {
    await warehouse.cases('batch', [
      opened('1', '2026-03-07 23:59:59'),
      closed('2', '2026-03-07 00:00:00', '2026-03-09 00:00:00'),
    ]);
    const days = await warehouse.view('kpi_daily', 'ORDER BY period_start');
    expect(
      columns(days, 'period_start', 'period_end', 'cases_received', 'cases_closed', 'backlog'),
    ).toEqual([
      ['2026-03-07 00:00:00', '2026-03-08 00:00:00', 2, 0, 2],
      ['2026-03-08 00:00:00', '2026-03-09 00:00:00', 0, 0, 2],
      ['2026-03-09 00:00:00', '2026-03-10 00:00:00', 0, 1, 1],
      ['2026-03-10 00:00:00', '2026-03-11 00:00:00', 0, 0, 1],
    ]);
  });

  it('begin with a survey or a closing where that came first, and end with the last event after now', async () => {
    await warehouse.surveys('speed', [
      { survey_id: 'S-1', case_no: '9', survey_timestamp: '2026-03-09 23:00:00' },
    ]);
    await warehouse.cases('speed', [opened('1', '2026-03-11 08:00:00')]);
    const days = await warehouse.view('kpi_daily', 'ORDER BY period_start');
    expect(columns(days, 'period_start', 'surveys', 'cases_received')).toEqual([
      ['2026-03-09 00:00:00', 1, 0],
      ['2026-03-10 00:00:00', 0, 0],
      ['2026-03-11 00:00:00', 0, 1],
    ]);
  });

  it('are ISO weeks from Monday, over the year end', async () => {
    warehouse.setNow('2026-01-05 00:00:00');
    await warehouse.cases('batch', [
      opened('1', '2025-12-28 23:59:59'),
      opened('2', '2025-12-29 00:00:00'),
    ]);
    const weeks = await warehouse.view('kpi_weekly', 'ORDER BY period_start');
    expect(columns(weeks, 'period_start', 'period_end', 'cases_received')).toEqual([
      ['2025-12-22 00:00:00', '2025-12-29 00:00:00', 1],
      ['2025-12-29 00:00:00', '2026-01-05 00:00:00', 1],
      ['2026-01-05 00:00:00', '2026-01-12 00:00:00', 0],
    ]);
  });

  it('are months of their own length, leap day included', async () => {
    warehouse.setNow('2024-03-01 00:00:00');
    await warehouse.cases('batch', [
      opened('1', '2024-01-31 23:59:59'),
      opened('2', '2024-02-29 23:59:59'),
    ]);
    const months = await warehouse.view('kpi_monthly', 'ORDER BY period_start');
    expect(columns(months, 'period_start', 'period_end', 'cases_received', 'backlog')).toEqual([
      ['2024-01-01 00:00:00', '2024-02-01 00:00:00', 1, 1],
      ['2024-02-01 00:00:00', '2024-03-01 00:00:00', 1, 2],
      ['2024-03-01 00:00:00', '2024-04-01 00:00:00', 0, 2],
    ]);
  });

  it('are the last 400 days of hours, with the backlog of all that came before', async () => {
    await warehouse.cases('batch', [opened('1', '2024-02-29 10:00:00')]);
    const hours = await warehouse.view('kpi_hourly', 'ORDER BY period_start');
    expect(hours).toHaveLength(400 * 24);
    expect(hours[0]).toMatchObject({
      period_start: '2025-02-03 13:00:00',
      cases_received: 0,
      backlog: 1,
    });
    expect(hours.at(-1)).toMatchObject({ period_start: '2026-03-10 12:00:00', backlog: 1 });
  });
});

describe('business periods', () => {
  const day = (calendar_date: string, week_number: number, geo_region_cd = 'US') => ({
    calendar_date,
    week_number,
    week_name: `Week ${week_number}`,
    year_week_number: 202600 + week_number,
    month_number: 2,
    month_name: 'Month 2',
    quarter_number: 1,
    quarter_name: 'Quarter 1',
    geo_region_cd,
  });

  it('are as the calendar rows define them: lowest region a date, lacking dates in one row of nulls', async () => {
    await warehouse.dimension('calendar', [
      day('2026-03-07', 6),
      day('2026-03-07', 9, 'ZZ'),
      day('2026-03-08', 6),
      day('2026-03-10', 6),
      day('2026-03-11', 7),
      day('2026-03-12', 8),
    ]);
    await warehouse.cases('batch', [
      closed('1', '2026-03-07 12:00:00', '2026-03-08 12:00:00'),
      opened('2', '2026-03-09 12:00:00'),
      opened('3', '2026-03-10 12:00:00'),
    ]);
    warehouse.setNow('2026-03-11 00:00:00');
    const weeks = await warehouse.view('kpi_business_week', 'ORDER BY period_start');
    expect(
      columns(
        weeks,
        'period_start',
        'period_end',
        'business_year',
        'week_number',
        'cases_received',
        'cases_closed',
        'backlog',
      ),
    ).toEqual([
      ['2026-03-07 00:00:00', '2026-03-11 00:00:00', 2026, 6, 2, 1, 2],
      ['2026-03-11 00:00:00', '2026-03-12 00:00:00', 2026, 7, 0, 0, 2],
      [null, null, null, null, 1, 0, null],
    ]);
    expect(await warehouse.view('kpi_business_month', 'ORDER BY period_start')).toMatchObject([
      {
        period_start: '2026-03-07 00:00:00',
        period_end: '2026-03-13 00:00:00',
        month_number: 2,
        cases_received: 2,
      },
      { period_start: null, cases_received: 1 },
    ]);
    expect(await warehouse.view('kpi_business_quarter', 'ORDER BY period_start')).toMatchObject([
      { quarter_number: 1, quarter_name: 'Quarter 1', cases_received: 2 },
      { period_start: null, cases_received: 1 },
    ]);
  });
});
