import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  exampleCategories,
  examplePriorities,
  exampleQuestions,
  p1,
  p8,
  p24,
} from './example-dimensions.ts';
import { KpiWarehouse } from './kpi-warehouse.ts';

const at = (time: string) => `2026-03-10 ${time}:00`;

describe('the worked example of the KPI definitions', () => {
  let warehouse: KpiWarehouse;

  beforeAll(async () => {
    warehouse = await KpiWarehouse.start(at('12:00'));
    await warehouse.dimension('case_category', exampleCategories);
    await warehouse.dimension('case_priority', examplePriorities);
    await warehouse.dimension('survey_question', exampleQuestions);
    await warehouse.cases('batch', [
      { case_no: '1', create_timestamp: at('11:10'), ...p1 },
      { case_no: '2', create_timestamp: at('11:05'), ...p1 },
      { case_no: '3', create_timestamp: at('10:30'), ...p8 },
    ]);
    await warehouse.cases('speed', [
      {
        case_no: '2',
        create_timestamp: at('11:05'),
        status: 'Closed',
        last_modified_timestamp: at('11:50'),
        ...p1,
      },
      {
        case_no: '3',
        create_timestamp: at('10:30'),
        status: 'Closed',
        last_modified_timestamp: at('11:20'),
        ...p8,
      },
      { case_no: '4', create_timestamp: at('11:00'), ...p24 },
      { case_no: '5', create_timestamp: at('10:40'), ...p1 },
    ]);
    await warehouse.surveys('speed', [
      {
        survey_id: 'S-1',
        case_no: '2',
        survey_timestamp: at('11:55'),
        q1: 9,
        q2: 5,
        q3: 6,
        q4: 'Y',
        q5: 8,
      },
    ]);
  });
  afterAll(() => warehouse.close());

  it('gives the figures of the last hour', async () => {
    expect(await warehouse.view('kpi_last_hour')).toEqual([
      {
        period_start: at('11:00'),
        period_end: at('12:00'),
        cases_received: 3,
        cases_open: 2,
        cases_closed: 2,
        received_and_closed: 1,
        backlog: 3,
        priority_cases: 2,
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

  it('gives the hour before it its own: case 5 is past its SLA, case 3 was met', async () => {
    expect(await warehouse.view('kpi_previous_hour')).toMatchObject([
      {
        period_start: at('10:00'),
        period_end: at('11:00'),
        cases_received: 2,
        cases_closed: 0,
        backlog: 2,
        sla_met: 1,
        sla_breached: 1,
      },
    ]);
  });

  it('lists the open cases with an SLA, soonest first', async () => {
    expect(await warehouse.view('case_sla_at_risk')).toMatchObject([
      { case_no: '5', minutes_left: -20, is_sla_breached: 1 },
      { case_no: '1', minutes_left: 10, is_sla_breached: 0 },
    ]);
  });

  it('breaks the last hour down by priority, with a row for each and one for Unknown', async () => {
    expect(
      await warehouse.view('kpi_priority_severity_last_hour', 'ORDER BY priority_key'),
    ).toEqual([
      {
        priority_key: 'P1',
        priority_level: 'Highest',
        severity: 'Critical',
        cases_received: 2,
        cases_open: 1,
        cases_closed: 1,
        sla_hours: 1,
        sla_met: 1,
        sla_breached: 0,
      },
      {
        priority_key: 'P24',
        priority_level: 'Loweset',
        severity: 'None',
        cases_received: 1,
        cases_open: 1,
        cases_closed: 0,
        sla_hours: null,
        sla_met: 0,
        sla_breached: 0,
      },
      {
        priority_key: 'P8',
        priority_level: 'Medium',
        severity: 'High',
        cases_received: 0,
        cases_open: 0,
        cases_closed: 1,
        sla_hours: 8,
        sla_met: 0,
        sla_breached: 0,
      },
      {
        priority_key: 'Unknown',
        priority_level: 'Unknown',
        severity: 'Unknown',
        cases_received: 0,
        cases_open: 0,
        cases_closed: 0,
        sla_hours: null,
        sla_met: 0,
        sla_breached: 0,
      },
    ]);
  });

  it('classes each answer by its own question', async () => {
    const rows = await warehouse.view('kpi_question', 'ORDER BY question_id');
    expect(
      rows.map((row) => [
        row['question_id'],
        row['positive'],
        row['neutral'],
        row['negative'],
        row['average_score'],
      ]),
    ).toEqual([
      ['Q1', 1, 0, 0, 9],
      ['Q2', 0, 0, 1, 5],
      ['Q3', 0, 1, 0, 6],
      ['Q4', 1, 0, 0, null],
      ['Q5', 0, 1, 0, 8],
    ]);
  });
});
