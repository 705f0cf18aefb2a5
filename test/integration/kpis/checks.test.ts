import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkRules, type Finding } from '../../../batch/check.ts';
import { readRules } from '../../../batch/check-rules.ts';
import { checkJson, checkReport, hasFailed } from '../../../bin/check-report.ts';
import {
  exampleCategories,
  examplePriorities,
  exampleQuestions,
  p1,
} from './example-dimensions.ts';
import { KpiWarehouse } from './kpi-warehouse.ts';

const at = (time: string) => `2026-03-10 ${time}:00`;

let warehouse: KpiWarehouse;
beforeAll(async () => {
  warehouse = await KpiWarehouse.start(at('12:00'));
});
afterAll(() => warehouse.close());

/** A warehouse in which every rule holds. */
beforeEach(async () => {
  await warehouse.clear();
  await warehouse.warehouse.transaction([
    'DELETE FROM ops.batch_run',
    'DELETE FROM ops.load_ledger',
    `INSERT INTO ops.batch_run VALUES ('r', 'incremental', 'published', '${at('10:00')}', '${at('11:00')}', '{}')`,
    `INSERT INTO ops.load_ledger VALUES ('a', 'cases', 'case-stream', 's', '1', '1', 1, '${at('11:50')}', '${at('11:50')}', '${at('11:50')}', 'm', '${at('11:51')}')`,
  ]);
  await warehouse.dimension('case_category', exampleCategories);
  await warehouse.dimension('case_priority', examplePriorities);
  await warehouse.dimension('survey_question', exampleQuestions);
  await warehouse.dimension('calendar', [
    { calendar_date: '2026-03-10', geo_region_cd: 'US' },
    { calendar_date: '2026-03-10', geo_region_cd: 'ZZ' },
  ]);
  await warehouse.cases('batch', [{ case_no: '1', create_timestamp: at('10:00'), ...p1 }]);
  await warehouse.surveys('speed', [
    { survey_id: 'S-1', case_no: '1', survey_timestamp: at('11:00'), q1: 9 },
  ]);
});

const findings = async (): Promise<Record<string, readonly string[]>> => {
  await warehouse.rollUp();
  return Object.fromEntries(
    (await checkRules(warehouse.warehouse))
      .filter(({ offendingRows }) => offendingRows > 0)
      .map(({ rule, samples }) => [rule.name, samples]),
  );
};

describe('the rules', () => {
  it('find nothing where all is well', async () => {
    expect(await findings()).toEqual({});
  });

  it('find a key that a dimension has twice, or not at all, calendars of regions apart', async () => {
    await warehouse.dimension('call_center', [
      { call_center_id: 'C-1', location: 'A' },
      { call_center_id: 'C-1', location: 'B' },
    ]);
    await warehouse.dimension('case_country', [
      { id: 1, alpha_2: 'in' },
      { id: 2, alpha_2: 'IN' },
      { id: 3, alpha_2: null },
    ]);
    expect(await findings()).toEqual({
      'dimension-key': [
        'call_center C-1: 2 rows in dim.call_center',
        'case_country IN: 2 rows in dim.case_country',
        'case_country without a key: 1 rows in dim.case_country',
      ],
    });
  });

  it('find texts of ranges and SLAs that can not be read', async () => {
    await warehouse.dimension('case_priority', [
      { priority_key: 'P5', sla: 'abc' },
      { priority_key: 'P6', sla: '-3' },
      { priority_key: 'P7', sla: null },
      { priority_key: 'P9', sla: ' 1.5 ' },
    ]);
    await warehouse.dimension('survey_question', [
      {
        question_id: 'Q8',
        response_type: 'Scale',
        negative_response_range: '8-3',
        neutral_response_range: '5',
        positive_response_range: 'six to ten',
      },
      { question_id: 'Q9', response_type: 'Options', negative_response_range: 'no' },
    ]);
    expect(await findings()).toEqual({
      'priority-sla': ['priority P5: SLA abc', 'priority P6: SLA -3', 'priority P7: no SLA text'],
      'question-range': ['question Q8: negative range 8-3', 'question Q8: positive range sixtoten'],
    });
  });

  it('find categories without a priority, cases without members, surveys whose case stays away', async () => {
    await warehouse.dimension('case_category', [
      { category_key: 'CAT9', sub_category_key: 'SCAT9', priority: 'P77' },
    ]);
    await warehouse.cases('speed', [
      { case_no: '2', create_timestamp: '2026-03-09 10:00:00', call_center_id: 'C-9', ...p1 },
      { case_no: '3', create_timestamp: at('10:00'), call_center_id: 'C-9', product_code: 'x' },
    ]);
    await warehouse.surveys('batch', [
      { survey_id: 'S-2', case_no: 'lost', survey_timestamp: at('11:00') },
      { survey_id: 'S-3', case_no: 'late', survey_timestamp: at('11:00') },
    ]);
    await warehouse.warehouse.query(
      "UPDATE batch.fact_survey SET arrived_at = '2026-03-09 11:59:59' WHERE survey_id = 'S-2'",
    );
    expect(await findings()).toEqual({
      'category-priority': ['category CAT9/SCAT9: priority P77 is not in dim.case_priority'],
      'case-without-dimension': [
        'calendar 2026-03-09: 1 cases, not in dim.calendar',
        'call_center C-9: 2 cases, not in dim.call_center',
        'product x: 1 cases, not in dim.product',
      ],
      'survey-without-case': ['survey S-2: case lost is not there'],
    });
  });

  it('find streams and batches that have become old', async () => {
    warehouse.setNow('2026-03-11 13:00:01');
    const old = await findings();
    warehouse.setNow(at('12:00'));
    expect(old).toEqual({
      freshness: [
        'batch: last published 2026-03-10 11:00:00 UTC',
        'stream case-stream: nothing loaded that arrived in the last 90601 seconds',
      ],
    });
  });

  it('find what the last reconciliation could not match', async () => {
    const key = 'archive/cases/origin=stream/arrival_date=2026-03-10/arrival_hour=11/one.parquet';
    await warehouse.warehouse.transaction([
      'DELETE FROM ops.load_ledger',
      `INSERT INTO ops.load_ledger VALUES ('${key}', 'cases', 'case-stream', 's', '1', '1', 1, '${at('11:50')}', '${at('11:50')}', '${at('11:50')}', 'm', '${at('11:51')}')`,
      `INSERT INTO ops.reconciliation (window_start, listed_at, due_before) VALUES ('2026-03-02 00:00:00', '${at('11:59')}', '${at('11:44')}')`,
    ]);
    const found = await findings();
    await warehouse.warehouse.query('DELETE FROM ops.reconciliation');
    expect(found).toEqual({ reconciliation: ['case-stream 2026-03-10 11:00: 2 differences'] });
  });

  it('find, and block, facts that would count wrongly', async () => {
    await warehouse.cases('speed', [
      { case_no: '2', create_timestamp: at('10:00'), ...p1 },
      { case_no: '2', create_timestamp: at('10:00'), ...p1 },
      {
        case_no: '3',
        create_timestamp: at('10:00'),
        last_modified_timestamp: at('09:00'),
        status: 'Closed',
        ...p1,
      },
    ]);
    await warehouse.surveys('batch', [
      { survey_id: 'S-4', case_no: '1', survey_timestamp: at('11:00'), q5: 11 },
    ]);
    expect(await findings()).toEqual({
      'fact-key': ['case 2: 2 rows in speed.fact_case'],
      'case-time': [
        `case 3: Closed ${at('09:00')} before created ${at('10:00')}, archive/test.parquet`,
      ],
      'fact-value': ['survey S-4: an answer that can not be, archive/test.parquet'],
      'overview-total': ['cases_received 10: 3 cases in the layers'],
    });
  });
});

describe('a report', () => {
  const [block, warn] = [
    readRules().find(({ severity }) => severity === 'block'),
    readRules().find(({ severity }) => severity === 'warn'),
  ];
  if (block === undefined || warn === undefined) throw new Error('Both severities must be there');
  const finding = (rule: Finding['rule'], offendingRows: number): Finding => ({
    rule,
    offendingRows,
    samples: ['a: 1', 'b: 2', 'c: 3'].slice(0, offendingRows),
  });

  it('fails for a blocking rule alone', () => {
    expect(hasFailed([finding(block, 0), finding(warn, 2)])).toBe(false);
    expect(hasFailed([finding(block, 1), finding(warn, 0)])).toBe(true);
  });

  it('shows the first rows, how many more there are, and what to do', () => {
    const text = checkReport([finding(block, 1204), finding(warn, 0)]);
    expect(text).toContain('1,204');
    expect(text).toContain(
      [
        '  - c: 3',
        `  - and 1,201 more: sql/checks/${block.name}.sql`,
        `  next: ${block.next}`,
      ].join('\n'),
    );
    expect(text).not.toContain(warn.next);
  });

  it('is machine-readable as JSON', () => {
    expect(JSON.parse(checkJson([finding(warn, 1)]))).toEqual([
      {
        rule: warn.name,
        meaning: warn.meaning,
        severity: 'warn',
        state: 'warns',
        offendingRows: 1,
        samples: ['a: 1'],
        next: warn.next,
      },
    ]);
  });
});
