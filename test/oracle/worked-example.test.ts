import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectedViews } from './expected-views.ts';
import type { Dimensions } from './facts/dimensions.ts';
import type { RawEvent } from './facts/events.ts';

const dimensions: Dimensions = {
  calendar: [],
  call_center: [],
  case_category: [
    ['CAT1', 'SCAT1', 'P1'],
    ['CAT2', 'SCAT8', 'P8'],
    ['CAT3', 'SCAT24', 'P24'],
  ].map(([category_key = '', sub_category_key = '', priority = '']) => ({
    category_key,
    sub_category_key,
    category_description: 'Category',
    sub_category_description: 'Sub-category',
    priority,
  })),
  case_country: [],
  case_priority: [
    { priority_key: 'P1', priority: 'Highest', severity: 'Critical', sla: '1' },
    { priority_key: 'P8', priority: 'Medium', severity: 'High', sla: '8' },
    { priority_key: 'P24', priority: 'Loweset', severity: 'None', sla: 'NA' },
  ],
  employee: [],
  product: [],
  survey_question: [
    ['Q1', 'Scale', '1-4', '5-7', '8-10'],
    ['Q2', 'Scale', '1-5', '6-8', '9-10'],
    ['Q3', 'Scale', '1-4', '5-7', '8-10'],
    ['Q4', 'Options', 'NA', 'NA', 'NA'],
    ['Q5', 'Scale', '1-5', '6-8', '8-10'],
  ].map(([question_id = '', response_type = '', negative = '', neutral = '', positive = '']) => ({
    question_id,
    question_desc: 'Question',
    response_type,
    negative_response_range: negative,
    neutral_response_range: neutral,
    positive_response_range: positive,
  })),
};

const fixture = new URL('../fixtures/worked-example/events.jsonl', import.meta.url);
const events: RawEvent[] = readFileSync(fixture, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));

describe('the worked example of the KPI definitions', () => {
  const views = expectedViews(events, dimensions, '2026-03-10 12:00:00');

  it('has the figures of the last hour', () => {
    expect(views.kpi_last_hour).toEqual([
      {
        period_start: '2026-03-10 11:00:00',
        period_end: '2026-03-10 12:00:00',
        cases_received: 3,
        cases_open: 2,
        cases_closed: 2,
        received_and_closed: 1,
        priority_cases: 2,
        backlog: 3,
        surveys: 1,
        positive_responses: 2,
        neutral_responses: 2,
        negative_responses: 1,
        csat_pct: 40,
        nps: 0,
        avg_resolution_minutes: 47.5,
        p50_resolution_minutes: 47.5,
        p90_resolution_minutes: 49.5,
        sla_met: 1,
        sla_breached: 0,
      },
    ]);
  });

  it('has a breach where now is past the SLA of an open case of before', () => {
    expect(views.kpi_previous_hour).toMatchObject([
      {
        cases_received: 2,
        cases_open: 1,
        cases_closed: 0,
        sla_met: 1,
        sla_breached: 1,
        backlog: 2,
      },
    ]);
    expect(views.case_sla_at_risk).toMatchObject([
      { case_no: '1', minutes_left: 10, is_sla_breached: 0 },
      { case_no: '5', minutes_left: -20, is_sla_breached: 1 },
    ]);
  });

  it('has a row for each hour from the first event to now', () => {
    expect(
      views.kpi_hourly.map((row) => [row['period_start'], row['cases_received'], row['backlog']]),
    ).toEqual([
      ['2026-03-10 10:00:00', 2, 2],
      ['2026-03-10 11:00:00', 3, 3],
      ['2026-03-10 12:00:00', 0, 3],
    ]);
  });

  it('has a row for each priority and Unknown', () => {
    expect(
      views.kpi_priority_severity.map((row) => [
        row['priority_key'],
        row['cases_received'],
        row['sla_hours'],
      ]),
    ).toEqual([
      ['P1', 3, 1],
      ['P8', 1, 8],
      ['P24', 1, null],
      ['Unknown', 0, null],
    ]);
  });
});
