import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResultRow } from '../../../adapters/redshift-data.ts';
import { allViews } from '../../../lambdas/migrate-warehouse/views.ts';
import { dimensionSets } from '../../property/script/dimension-rows.ts';
import { type CaseInput, KpiWarehouse, type SurveyInput } from './kpi-warehouse.ts';

/** Which rows of care.fact_case and care.fact_survey are behind a row of a view: conditions in SQL. */
type Rows = {
  /** Cases that count as received. */
  readonly received: string;
  /** Cases that count as closed. */
  readonly closed: string;
  /** Surveys that count; null for views without them. */
  readonly surveyed: string | null;
};

const text = (value: ResultRow[string] | undefined): string =>
  value === null || value === undefined ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`;
const is = (column: string, value: ResultRow[string] | undefined): string =>
  value === null || value === undefined ? `${column} IS NULL` : `${column} = ${text(value)}`;

/** Rows whose moments lie in the row's own window. */
const inWindow = ({ period_start, period_end }: ResultRow): Rows => {
  const within = (column: string) =>
    `${column} >= ${text(period_start)} AND ${column} < ${text(period_end)}`;
  return {
    received: within('create_timestamp'),
    closed: within('closed_at'),
    surveyed: within('survey_timestamp'),
  };
};

/** Rows of a civil period, by its key. */
const inPeriod =
  (period: 'hour' | 'day' | 'week' | 'month') =>
  ({ period_start }: ResultRow): Rows => ({
    received: is(`created_${period}`, period_start),
    closed: is(`closed_${period}`, period_start),
    surveyed: is(`survey_${period}`, period_start),
  });

/** Rows of a business period, by its key; those of dates that the calendar lacks have none. */
const inBusinessPeriod =
  (period: 'week' | 'month' | 'quarter', yearFactor: number) =>
  (row: ResultRow): Rows => {
    const year = row['business_year'];
    const key = year === null ? null : Number(year) * yearFactor + Number(row[`${period}_number`]);
    return {
      received: is(`created_business_${period}`, key),
      closed: `${is(`closed_business_${period}`, key)} AND closed_at IS NOT NULL`,
      surveyed: is(`survey_business_${period}`, key),
    };
  };

/** Rows of a member on a day. */
const ofMember =
  (column: string) =>
  ({ day, member_key }: ResultRow): Rows => ({
    received: `${is('created_day', day)} AND ${is(column, member_key)}`,
    closed: `${is('closed_day', day)} AND ${is(column, member_key)}`,
    surveyed: `${is('survey_day', day)} AND ${is(column, member_key)}`,
  });

/** From each row of each KPI view to the rows behind it. */
const drillDowns: Readonly<Record<string, (row: ResultRow) => Rows>> = {
  kpi_overview: () => ({ received: 'TRUE', closed: 'closed_at IS NOT NULL', surveyed: 'TRUE' }),
  kpi_last_hour: inWindow,
  kpi_previous_hour: inWindow,
  kpi_minute: inWindow,
  kpi_hourly: inPeriod('hour'),
  kpi_daily: inPeriod('day'),
  kpi_weekly: inPeriod('week'),
  kpi_monthly: inPeriod('month'),
  kpi_business_week: inBusinessPeriod('week', 100),
  kpi_business_month: inBusinessPeriod('month', 100),
  kpi_business_quarter: inBusinessPeriod('quarter', 10),
  kpi_by_call_center: ofMember('call_center_key'),
  kpi_by_agent: ofMember('agent_key'),
  kpi_by_channel: ofMember('channel_key'),
  kpi_by_category: ofMember('category_key'),
  kpi_by_product_department: ofMember('product_department'),
  kpi_by_country: ofMember('country_key'),
  kpi_priority_severity: ({ priority_key }) => ({
    received: is('priority_key', priority_key),
    closed: `${is('priority_key', priority_key)} AND closed_at IS NOT NULL`,
    surveyed: null,
  }),
  kpi_priority_severity_last_hour: ({ priority_key }) => {
    const window = (column: string) =>
      `${is('priority_key', priority_key)} AND ${column} >= '2026-03-10 11:00:00' AND ${column} < '2026-03-10 12:00:00'`;
    return { received: window('create_timestamp'), closed: window('closed_at'), surveyed: null };
  },
  // One case, and one answer: what these count is looked at below.
  case_sla_at_risk: ({ case_no }) => ({
    received: `${is('case_no', case_no)} AND is_open = 1 AND sla_due_at IS NOT NULL`,
    closed: 'FALSE',
    surveyed: null,
  }),
  kpi_question: ({ day, question_id }) => ({
    received: 'FALSE',
    closed: 'FALSE',
    surveyed: `${is('survey_day', day)} AND ${question_id} IS NOT NULL`,
  }),
  survey_score_distribution: ({ day, question_id, score, choice, response_class }) => ({
    received: 'FALSE',
    closed: 'FALSE',
    surveyed: `${is('survey_day', day)} AND ${is(String(question_id), score ?? choice)} AND ${is(`${question_id}_class`, response_class)}`,
  }),
};

/** What the cases and surveys behind a row come to, by the views' column names. */
const counted = async (rows: Rows, row: ResultRow): Promise<ResultRow> => {
  const [received] = await warehouse.warehouse.query(
    `SELECT COUNT(*) AS cases_received, COUNT(DISTINCT case_no) AS distinct_cases, NVL(SUM(is_open), 0) AS cases_open,
      NVL(SUM(1 - is_open), 0) AS received_and_closed, NVL(SUM(is_priority), 0) AS priority_cases,
      NVL(SUM(is_sla_met), 0) AS sla_met, NVL(SUM(is_sla_breached), 0) AS sla_breached
     FROM drill.fact_case WHERE ${rows.received}`,
  );
  const [closed] = await warehouse.warehouse.query(
    `SELECT COUNT(*) AS cases_closed, AVG(resolution_minutes) AS avg_resolution_minutes FROM drill.fact_case WHERE ${rows.closed}`,
  );
  const [surveyed] = await warehouse.warehouse.query(
    `SELECT COUNT(*) AS surveys, COUNT(*) AS answers, NVL(SUM(positive_responses), 0) AS positive_responses, NVL(SUM(neutral_responses), 0) AS neutral_responses,
      NVL(SUM(negative_responses), 0) AS negative_responses,
      CAST(SUM(is_promoter - is_detractor) AS DOUBLE PRECISION) * 100 / NULLIF(SUM(is_nps_answer), 0) AS nps
     FROM drill.fact_survey WHERE ${rows.surveyed ?? 'FALSE'}`,
  );
  const end = text(row['period_end'] ?? '9999-01-01 00:00:00');
  const [waiting] = await warehouse.warehouse.query(
    `SELECT COUNT(*) AS backlog FROM drill.fact_case WHERE create_timestamp < ${end} AND (closed_at IS NULL OR closed_at >= ${end})`,
  );
  const backlog = row['backlog'] === null ? { backlog: null } : waiting;
  const classes = row['question_id'] === undefined ? {} : await classed(rows, row);
  return { ...received, ...closed, ...surveyed, ...backlog, ...classes };
};

/** The answers to one question among the surveys behind a row, by class. */
const classed = async ({ surveyed }: Rows, row: ResultRow): Promise<ResultRow> => {
  const question = String(row['question_id']);
  const [counts] = await warehouse.warehouse.query(
    `SELECT NVL(SUM(CASE WHEN ${question}_class = 'positive' THEN 1 ELSE 0 END), 0) AS positive,
      NVL(SUM(CASE WHEN ${question}_class = 'neutral' THEN 1 ELSE 0 END), 0) AS neutral,
      NVL(SUM(CASE WHEN ${question}_class = 'negative' THEN 1 ELSE 0 END), 0) AS negative
     FROM drill.fact_survey WHERE ${surveyed}`,
  );
  return counts ?? {};
};

/** The rows of a view that are looked at: this many from its beginning and its end, with something to count. */
const shownRows = 2;

let warehouse: KpiWarehouse;
beforeAll(async () => {
  warehouse = await KpiWarehouse.start('2026-03-10 12:00:00');
  // Rows that contradict each other, texts that can't be read, dates that the calendar lacks.
  for (const [name, rows] of Object.entries(dimensionSets[1] ?? {})) {
    await warehouse.dimension(name, rows);
  }
  const pick = <T>(values: readonly T[], at: number): T | null =>
    values[at % values.length] ?? null;
  const minutesAgo = (minutes: number): string =>
    new Date(Date.UTC(2026, 2, 10, 12) - minutes * 60_000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');
  const cases = Array.from({ length: 120 }, (_, i): CaseInput => {
    const createdAgo = (i * i * 7) % 9000;
    return {
      case_no: String(i),
      create_timestamp: minutesAgo(createdAgo),
      last_modified_timestamp: minutesAgo(i % 4 === 0 ? createdAgo : Math.floor(createdAgo / 2)),
      status: i % 4 === 0 ? 'Open' : 'Closed',
      created_employee_key: pick(['1', '2', 'nobody', null], i),
      call_center_id: pick(['C-101', 'C-102', null, 'C-9'], i >> 1),
      category: pick(['CAT1', 'CAT2', null], i),
      sub_category: pick(['SCAT1', 'SCAT2', 'SCAT3'], i >> 1),
      communication_mode: pick(['Call', 'Chat', 'Email', 'Fax'], i),
      country_cd: pick(['IN', 'US', 'de', 'XX'], i),
      product_code: pick(['10', '9', 'ÿ', '?'], i >> 2),
    };
  });
  await warehouse.cases('batch', cases.slice(0, 90));
  await warehouse.cases('speed', cases.slice(80));
  const score = (i: number) => (i % 11 === 0 ? null : (i % 10) + 1);
  const surveys = Array.from(
    { length: 80 },
    (_, i): SurveyInput => ({
      survey_id: `S-${i}`,
      case_no: String(i * 2),
      survey_timestamp: minutesAgo((i * i * 5) % 8000),
      q1: score(i),
      q2: score(i + 3),
      q3: score(i * 7),
      q4: pick(['Y', 'N'] as const, i),
      q5: score(i * 3),
    }),
  );
  await warehouse.surveys('speed', surveys);
  await warehouse.rollUp();
  // The rows of the two views, read once: hundreds of filters on them are asked.
  await warehouse.warehouse.transaction([
    'CREATE SCHEMA drill',
    'CREATE TABLE drill.fact_case AS SELECT * FROM care.fact_case',
    'CREATE TABLE drill.fact_survey AS SELECT * FROM care.fact_survey',
  ]);
});
afterAll(() => warehouse.close());

describe('a filter on the facts gives the rows behind every number of', () => {
  it('each view that there is', () => {
    const views = allViews('UTC')
      .filter(({ schema, name }) => schema === 'care' && /^(kpi_|case_sla_|survey_)/.test(name))
      .map(({ name }) => name);
    expect(Object.keys(drillDowns).sort()).toEqual(views.sort());
  });

  it.each(Object.entries(drillDowns))('care.%s', async (view, rowsBehind) => {
    const columns = new Set(Object.keys((await warehouse.view(view, 'LIMIT 1'))[0] ?? {}));
    const counts = ['cases_received', 'cases_closed', 'surveys', 'answers'].filter((name) =>
      columns.has(name),
    );
    const something = counts.length > 0 ? `WHERE ${counts.join(' + ')} > 0` : '';
    const rows = await warehouse.view(view, `${something} ORDER BY 1, 2, 3`);
    expect(rows.length).toBeGreaterThan(0);
    const looked = new Set([...rows.slice(0, shownRows), ...rows.slice(-shownRows)]);
    for (const row of looked) {
      const behind = await counted(rowsBehind(row), row);
      const compared = Object.keys(behind).filter((column) => columns.has(column));
      for (const column of compared) {
        const [shown, wanted] = [row[column] ?? null, behind[column] ?? null];
        const message = `${column} of ${JSON.stringify(row)}`;
        if (shown === null || wanted === null) expect(shown, message).toBe(wanted);
        else expect(Number(shown), message).toBeCloseTo(Number(wanted), 6);
      }
      expect(behind['distinct_cases']).toBe(behind['cases_received']);
      if (view === 'case_sla_at_risk') expect(behind['cases_received']).toBe(1);
    }
  });
});
