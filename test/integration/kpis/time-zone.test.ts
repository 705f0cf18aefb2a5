import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KpiWarehouse } from './kpi-warehouse.ts';

/** What the views show at one moment: by hand, from a calendar of the zone. */
type Moment = {
  readonly zone: string;
  readonly what: string;
  /** The warehouse's clock, UTC. */
  readonly utc: string;
  /** The same moment on the business's clock. */
  readonly local: string;
  /** An hour and two hours before, on the business's clock: a day has 24 hours whatever the clocks do. */
  readonly hourBefore: string;
  readonly twoHoursBefore: string;
  readonly day: string;
  readonly monday: string;
  readonly month: string;
};

const moments: readonly Moment[] = [
  {
    zone: 'UTC',
    what: 'the turn of a year',
    utc: '2026-01-01 00:00:00',
    local: '2026-01-01 00:00:00',
    hourBefore: '2025-12-31 23:00:00',
    twoHoursBefore: '2025-12-31 22:00:00',
    day: '2026-01-01',
    monday: '2025-12-29',
    month: '2026-01-01',
  },
  {
    zone: 'Asia/Kolkata',
    what: 'half an hour past, and a day that is tomorrow in UTC',
    utc: '2026-02-28 18:45:00',
    local: '2026-03-01 00:15:00',
    hourBefore: '2026-02-28 23:15:00',
    twoHoursBefore: '2026-02-28 22:15:00',
    day: '2026-03-01',
    monday: '2026-02-23',
    month: '2026-03-01',
  },
  {
    zone: 'America/New_York',
    what: 'the last second before clocks spring forward',
    utc: '2026-03-08 06:59:59',
    local: '2026-03-08 01:59:59',
    hourBefore: '2026-03-08 00:59:59',
    twoHoursBefore: '2026-03-07 23:59:59',
    day: '2026-03-08',
    monday: '2026-03-02',
    month: '2026-03-01',
  },
  {
    zone: 'America/New_York',
    what: 'the first second after clocks sprang forward: the hour before is one that no clock showed',
    utc: '2026-03-08 07:00:00',
    local: '2026-03-08 03:00:00',
    hourBefore: '2026-03-08 02:00:00',
    twoHoursBefore: '2026-03-08 01:00:00',
    day: '2026-03-08',
    monday: '2026-03-02',
    month: '2026-03-01',
  },
  {
    zone: 'America/New_York',
    what: 'an hour that comes twice, the first time',
    utc: '2026-11-01 05:45:00',
    local: '2026-11-01 01:45:00',
    hourBefore: '2026-11-01 00:45:00',
    twoHoursBefore: '2026-10-31 23:45:00',
    day: '2026-11-01',
    monday: '2026-10-26',
    month: '2026-11-01',
  },
  {
    zone: 'America/New_York',
    what: 'an hour that comes twice, the second time',
    utc: '2026-11-01 06:45:00',
    local: '2026-11-01 01:45:00',
    hourBefore: '2026-11-01 00:45:00',
    twoHoursBefore: '2026-10-31 23:45:00',
    day: '2026-11-01',
    monday: '2026-10-26',
    month: '2026-11-01',
  },
  {
    zone: 'America/New_York',
    what: 'the first full hour after clocks fell back',
    utc: '2026-11-01 07:00:00',
    local: '2026-11-01 02:00:00',
    hourBefore: '2026-11-01 01:00:00',
    twoHoursBefore: '2026-11-01 00:00:00',
    day: '2026-11-01',
    monday: '2026-10-26',
    month: '2026-11-01',
  },
];

let warehouse: KpiWarehouse;
beforeAll(async () => {
  warehouse = await KpiWarehouse.start('2026-03-10 12:00:00', 'Asia/Kolkata');
});
afterAll(() => warehouse.close());

/** A business week that is a day long, so that it ends when the civil day does. */
const businessDay = (date: string, week: number) => ({
  calendar_date: date,
  week_number: week,
  year_week_number: 202_600 + week,
  month_number: week,
  quarter_number: week,
  geo_region_cd: 'US',
});
const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
const midnight = (date: string): string => `${date} 00:00:00`;

const windowOf = async (view: string, rest = ''): Promise<unknown[]> => {
  const [row] = await warehouse.view(view, rest);
  return [row?.['period_start'], row?.['cases_received'], row?.['backlog']];
};
const latest = 'ORDER BY period_start DESC LIMIT 1';

describe('every window and period', () => {
  it.each(moments)('is business-local in $zone at $what', async (moment) => {
    const { local, hourBefore, twoHoursBefore, day, monday, month } = moment;
    await warehouse.migrate(moment.zone);
    await warehouse.clear();
    warehouse.setNow(moment.utc);
    await warehouse.dimension('calendar', [businessDay(dayBefore(day), 1), businessDay(day, 2)]);
    await warehouse.dimension('case_category', [
      { category_key: 'C', sub_category_key: 'S', priority: 'P1' },
    ]);
    await warehouse.dimension('case_priority', [
      { priority_key: 'P1', priority: 'High', severity: 'High', sla: '1' },
    ]);
    const keys = { category: 'C', sub_category: 'S' };
    await warehouse.cases('speed', [
      { case_no: 'two hours ago', create_timestamp: twoHoursBefore, ...keys },
      { case_no: 'an hour ago', create_timestamp: hourBefore, ...keys },
      { case_no: 'now', create_timestamp: local, ...keys },
    ]);

    expect(await windowOf('kpi_last_hour')).toEqual([hourBefore, 1, 2]);
    expect(await windowOf('kpi_previous_hour')).toEqual([twoHoursBefore, 1, 1]);
    const [minute] = await warehouse.view('kpi_minute', latest);
    const isFullMinute = local.endsWith(':00');
    expect(minute?.['period_end']).toBe(
      isFullMinute
        ? local
        : `${day} ${String(Number(local.slice(11, 13)) + 1).padStart(2, '0')}:00:00`,
    );
    expect((await windowOf('kpi_hourly', latest))[0]).toBe(`${local.slice(0, 13)}:00:00`);
    expect((await windowOf('kpi_daily', latest))[0]).toBe(midnight(day));
    expect((await windowOf('kpi_weekly', latest))[0]).toBe(midnight(monday));
    expect((await windowOf('kpi_monthly', latest))[0]).toBe(midnight(month));
    const today = [hourBefore, twoHoursBefore, local].filter((at) => at.startsWith(day)).length;
    for (const period of ['week', 'month', 'quarter']) {
      expect(
        (await windowOf(`kpi_business_${period}`, `WHERE period_start = '${midnight(day)}'`)).slice(
          0,
          2,
        ),
      ).toEqual([midnight(day), today]);
    }
    expect(
      await warehouse.view('kpi_priority_severity_last_hour', "WHERE priority_key = 'P1'"),
    ).toMatchObject([{ cases_received: 1, sla_breached: 0 }]);
    const atRisk = await warehouse.view('case_sla_at_risk');
    expect(
      atRisk.map((row) => [row['case_no'], row['minutes_left'], row['is_sla_breached']]),
    ).toEqual([
      ['two hours ago', -60, 1],
      ['an hour ago', 0, 0],
      ['now', 60, 0],
    ]);
  });

  it('has days of 24 hours when clocks change', async () => {
    await warehouse.migrate('America/New_York');
    await warehouse.clear();
    await warehouse.cases('speed', [
      { case_no: '1', create_timestamp: '2026-03-07 12:00:00' },
      { case_no: '2', create_timestamp: '2026-03-09 12:00:00' },
      { case_no: '3', create_timestamp: '2026-10-31 12:00:00' },
    ]);
    warehouse.setNow('2026-11-02 12:00:00');
    for (const [from, to] of [
      ['2026-03-08', '2026-03-09'],
      ['2026-11-01', '2026-11-02'],
    ]) {
      const hours = await warehouse.view(
        'kpi_hourly',
        `WHERE period_start >= '${from}' AND period_start < '${to}'`,
      );
      expect(hours).toHaveLength(24);
    }
  });

  it('makes only the views anew that read the zone', async () => {
    const { applied } = await warehouse.migrate('UTC');
    expect(applied).toContain('care.kpi_last_hour');
    expect(applied).not.toContain('care.quarantine');
  });
});
