import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

let warehouse: KpiWarehouse;
beforeAll(async () => {
  warehouse = await KpiWarehouse.start(at('12:00'));
});
beforeEach(async () => {
  await warehouse.clear();
  await warehouse.dimension('case_category', exampleCategories);
  await warehouse.dimension('case_priority', examplePriorities);
  await warehouse.dimension('survey_question', exampleQuestions);
});
afterAll(() => warehouse.close());

describe('members', () => {
  it('that the dimensions lack share one row, Unknown, and count in every total', async () => {
    await warehouse.dimension('call_center', [
      { call_center_id: 'C-101', call_center_vendor: 'Vendor', location: 'Kolkata', country: 'in' },
    ]);
    await warehouse.dimension('case_country', [
      { id: 1, name: 'India', alpha_2: 'in', alpha_3: 'ind' },
    ]);
    await warehouse.dimension('employee', [
      { emp_key: 7, first_name: 'Ada', email: 'ada@example.com' },
    ]);
    const known = {
      create_timestamp: at('10:00'),
      call_center_id: 'C-101',
      created_employee_key: '7',
      communication_mode: 'Call',
      country_cd: 'IN',
      ...p1,
    };
    const nothing = { create_timestamp: at('10:00') };
    await warehouse.cases('batch', [
      { case_no: '1', ...known },
      {
        case_no: '2',
        ...nothing,
        call_center_id: 'C-999',
        created_employee_key: '8',
        communication_mode: 'Fax',
        country_cd: 'XX',
        category: 'CAT1',
      },
      { case_no: '3', ...nothing },
    ]);
    await warehouse.surveys('batch', [
      { survey_id: 'S-1', case_no: '1', survey_timestamp: at('11:00'), q1: 1 },
      { survey_id: 'S-2', case_no: 'not there', survey_timestamp: at('11:00'), q1: 9 },
    ]);
    const expected: Record<string, [string, string]> = {
      kpi_by_call_center: ['C-101', 'Vendor, Kolkata'],
      kpi_by_agent: ['7', '7'],
      kpi_by_channel: ['Call', 'Call'],
      kpi_by_category: ['CAT1/SCAT1', 'CAT1/SCAT1'],
      kpi_by_country: ['IN', 'India'],
    };
    for (const [view, [key, label]] of Object.entries(expected)) {
      const rows = await warehouse.view(view, 'ORDER BY cases_received');
      expect([
        view,
        rows.map((row) => [
          row['day'],
          row['member_key'],
          row['label'],
          row['cases_received'],
          row['surveys'],
          row['negative_responses'],
          row['positive_responses'],
        ]),
      ]).toEqual([
        view,
        [
          ['2026-03-10', key, label, 1, 1, 1, 0],
          ['2026-03-10', 'Unknown', 'Unknown', 2, 1, 0, 1],
        ],
      ]);
    }
    expect(await warehouse.view('kpi_by_product_department')).toMatchObject([
      { member_key: 'Unknown', cases_received: 3, surveys: 2 },
    ]);
    expect(await warehouse.view('kpi_overview')).toMatchObject([{ cases_received: 3, surveys: 2 }]);
  });

  it('take their labels when the dimension changes', async () => {
    await warehouse.cases('batch', [
      { case_no: '1', create_timestamp: at('10:00'), product_code: 'p' },
    ]);
    await warehouse.dimension('product', [{ product_id: 'p', department: 'Toys' }]);
    expect(await warehouse.view('kpi_by_product_department')).toMatchObject([
      { member_key: 'Toys' },
    ]);
    expect(await warehouse.view('fact_case')).toMatchObject([
      { product_department: 'Toys', product_code: 'p' },
    ]);
  });
});

describe('a dimension that contradicts', () => {
  it('breaks no total: two rows for a key, ranges and SLAs that can not be read', async () => {
    await warehouse.clear();
    await warehouse.dimension('case_category', [
      ...exampleCategories,
      {
        category_key: 'CAT1',
        sub_category_key: 'SCAT1',
        category_description: 'Another',
        priority: 'P8',
      },
    ]);
    await warehouse.dimension('case_priority', [
      { priority_key: 'P1', priority: 'Highest', severity: 'Critical', sla: 'abc' },
      { priority_key: 'P1', priority: 'Low', severity: 'Minor', sla: '1' },
      { priority_key: 'P8', priority: 'Medium', severity: 'High', sla: '-3' },
      { priority_key: 'P24', priority: 'Low', severity: 'None', sla: '99999999999999999999' },
    ]);
    await warehouse.dimension('call_center', [
      { call_center_id: 'C-1', location: 'A' },
      { call_center_id: 'C-1', location: 'B' },
    ]);
    const question = {
      response_type: 'Scale',
      negative_response_range: '8-3',
      neutral_response_range: 'abc',
      positive_response_range: '1-99999999999999999999',
    };
    await warehouse.dimension('survey_question', [
      { question_id: 'Q1', ...question },
      { question_id: 'Q1', ...question },
      { question_id: 'Q2', ...question, neutral_response_range: '5' },
    ]);
    await warehouse.cases('batch', [
      { case_no: '1', create_timestamp: at('10:00'), call_center_id: 'C-1', ...p1 },
      { case_no: '2', create_timestamp: at('10:00'), call_center_id: 'C-1', ...p8 },
      { case_no: '3', create_timestamp: at('10:00'), call_center_id: 'C-1', ...p24 },
    ]);
    await warehouse.surveys('batch', [
      { survey_id: 'S-1', case_no: '1', survey_timestamp: at('11:00'), q1: 5, q2: 5, q3: 5 },
    ]);
    const totals = {
      cases_received: 3,
      surveys: 1,
      positive_responses: 0,
      neutral_responses: 1,
      negative_responses: 0,
      sla_met: 0,
      sla_breached: 0,
    };
    expect(await warehouse.view('kpi_overview')).toMatchObject([totals]);
    expect(await warehouse.view('kpi_by_call_center')).toMatchObject([{ label: 'A', ...totals }]);
    expect(await warehouse.view('fact_case')).toHaveLength(3);
    expect(await warehouse.view('kpi_question', 'ORDER BY question_id')).toMatchObject([
      { question_id: 'Q1', answers: 1, positive: 0 },
      { question_id: 'Q2', answers: 1, neutral: 1 },
      {
        question_id: 'Q3',
        label: 'Unknown',
        answers: 1,
        positive: 0,
        neutral: 0,
        negative: 0,
        average_score: 5,
      },
    ]);
  });
});
