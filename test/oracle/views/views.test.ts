import { describe, expect, it } from 'vitest';
import { expectedViews } from '../expected-views.ts';
import type { Dimensions } from '../facts/dimensions.ts';
import type { RawEvent } from '../facts/events.ts';
import { percentile, type ViewRow } from './kpi-columns.ts';

const calendarRow = (calendar_date: string, week_number: number, geo_region_cd = 'US') => ({
  calendar_date,
  week_number,
  week_name: `Week ${week_number}`,
  year_week_number: 202600 + week_number,
  month_number: 1,
  month_name: 'Month 1',
  quarter_number: 1,
  quarter_name: 'Quarter 1',
  geo_region_cd,
});

const dimensions: Dimensions = {
  calendar: [
    calendarRow('2026-03-01', 4),
    calendarRow('2026-03-01', 9, 'ZZ'),
    calendarRow('2026-03-02', 4),
    calendarRow('2026-03-04', 5),
  ],
  call_center: [],
  case_category: [],
  case_country: [{ id: 1, name: 'India', alpha_2: 'in', alpha_3: 'ind' }],
  case_priority: [],
  employee: [{ emp_key: 5 }],
  product: [],
  survey_question: [],
};

const opened = (case_no: string, at: string, more: RawEvent = {}): RawEvent => ({
  case_no,
  create_timestamp: at,
  last_modified_timestamp: at,
  status: 'Open',
  ...more,
});

const pick = (rows: readonly ViewRow[], ...names: readonly string[]) =>
  rows.map((row) => names.map((name) => row[name]));

describe('the views', () => {
  it('are empty or zeros where there are no events', () => {
    const views = expectedViews([], dimensions, '2026-03-04 12:00:00');
    expect(views.kpi_daily).toEqual([]);
    expect(views.kpi_business_week).toEqual([]);
    expect(views.kpi_overview).toMatchObject([{ cases_received: 0, backlog: 0, csat_pct: null }]);
    expect(views.kpi_minute).toHaveLength(360);
  });

  it('keep the start of a window and leave out its end', () => {
    const events = [opened('1', '2026-03-04 11:00:00'), opened('2', '2026-03-04 12:00:00')];
    const views = expectedViews(events, dimensions, '2026-03-04 12:00:00');
    expect(pick(views.kpi_last_hour, 'cases_received', 'backlog')).toEqual([[1, 1]]);
    expect(pick(views.kpi_previous_hour, 'cases_received', 'backlog')).toEqual([[0, 0]]);
    expect(views.kpi_minute.at(-1)).toMatchObject({ period_end: '2026-03-04 12:00:00' });
  });

  it('show 400 days of hours', () => {
    const views = expectedViews(
      [opened('1', '2024-02-29 10:00:00')],
      dimensions,
      '2026-03-04 12:00:00',
    );
    expect(views.kpi_hourly).toHaveLength(9600);
    expect(views.kpi_hourly[0]).toMatchObject({ period_start: '2025-01-28 13:00:00', backlog: 1 });
    expect(views.kpi_monthly).toHaveLength(26);
  });

  it('have a business period for each that lies between, and one row for dates that the calendar lacks', () => {
    const events = [opened('1', '2026-03-02 10:00:00'), opened('2', '2026-03-03 10:00:00')];
    const views = expectedViews(events, dimensions, '2026-03-04 12:00:00');
    const columns = ['period_start', 'period_end', 'business_year', 'week_number', 'backlog'];
    expect(pick(views.kpi_business_week, ...columns, 'cases_received')).toEqual([
      ['2026-03-01 00:00:00', '2026-03-03 00:00:00', 2026, 4, 1, 1],
      ['2026-03-04 00:00:00', '2026-03-05 00:00:00', 2026, 5, 2, 0],
      [null, null, null, null, null, 1],
    ]);
  });

  it('count a survey with the member of its case, and with Unknown where there is none', () => {
    const survey = { survey_timestamp: '2026-03-03 00:00:00', Q5: 9 };
    const events = [
      opened('1', '2026-03-02 10:00:00', { country_cd: 'IN', created_employee_key: '5' }),
      { ...survey, survey_id: 'S-1', case_no: '1' },
      { ...survey, survey_id: 'S-2', case_no: '2', Q5: 6 },
    ];
    const views = expectedViews(events, dimensions, '2026-03-04 12:00:00');
    const columns = ['day', 'member_key', 'label', 'cases_received', 'surveys', 'nps'];
    expect(pick(views.kpi_by_country, ...columns)).toEqual([
      ['2026-03-02', 'IN', 'India', 1, 0, null],
      ['2026-03-03', 'IN', 'India', 0, 1, 100],
      ['2026-03-03', 'Unknown', 'Unknown', 0, 1, -100],
    ]);
    expect(pick(views.kpi_by_agent, 'member_key')).toEqual([['5'], ['5'], ['Unknown']]);
    expect(views.fact_survey).toMatchObject([{ is_case_known: 1 }, { is_case_known: 0 }]);
  });

  it('average scores without the answers that are no score', () => {
    const survey = { case_no: '1', survey_timestamp: '2026-03-03 00:00:00' };
    const events = [
      { ...survey, survey_id: 'S-1', Q1: 9, Q4: 'Y' },
      { ...survey, survey_id: 'S-2', Q1: '6' },
    ];
    const views = expectedViews(events, dimensions, '2026-03-04 12:00:00');
    expect(pick(views.kpi_question, 'question_id', 'answers', 'average_score', 'positive')).toEqual(
      [
        ['Q1', 2, 7.5, 0],
        ['Q4', 1, null, 0],
      ],
    );
  });
});

describe('a continuous percentile', () => {
  it('lies between the two nearest values', () => {
    expect(percentile([4, 1, 2], 0.5)).toBe(2);
    expect(percentile([10, 20], 0.9)).toBeCloseTo(19);
    expect(percentile([7], 0.9)).toBe(7);
    expect(percentile([], 0.5)).toBeNull();
  });
});
