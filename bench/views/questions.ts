/** What somebody asks the serving layer. */
export type Question = {
  readonly name: string;
  readonly sql: string;
  /** Whether the pages of a dashboard ask it, all of them when it is opened. */
  readonly isDashboards: boolean;
};

const whole = (view: string, isDashboards = true): Question => ({
  name: view,
  sql: `SELECT * FROM care.${view}`,
  isDashboards,
});

/** The members of a breakdown that had most cases in the last seven days. */
const ranked = (view: string): Question => ({
  name: `${view}, ranked`,
  sql: `SELECT k.member_key, k.label, SUM(k.cases_received) AS cases_received, SUM(k.sla_breached) AS sla_breached,
    SUM(k.positive_responses) AS positive_responses, SUM(k.surveys) AS surveys
  FROM care.${view} k
  WHERE k.day >= '2026-11-14'
  GROUP BY 1, 2
  ORDER BY 3 DESC
  LIMIT 20`,
  isDashboards: true,
});

const breakdowns = [
  'kpi_by_call_center',
  'kpi_by_agent',
  'kpi_by_channel',
  'kpi_by_category',
  'kpi_by_product_department',
  'kpi_by_country',
];

/** Every view, whole or as it is used. */
export const questions: readonly Question[] = [
  whole('kpi_last_hour'),
  whole('kpi_previous_hour'),
  whole('kpi_minute'),
  whole('kpi_hourly'),
  whole('kpi_daily'),
  whole('kpi_weekly'),
  whole('kpi_monthly'),
  whole('kpi_overview', false),
  whole('kpi_business_week', false),
  whole('kpi_business_month', false),
  whole('kpi_business_quarter', false),
  whole('kpi_priority_severity'),
  whole('kpi_priority_severity_last_hour'),
  ...breakdowns.map((view) => whole(view, false)),
  ...breakdowns.map(ranked),
  whole('kpi_question'),
  whole('survey_score_distribution'),
  {
    name: 'case_sla_at_risk, first 50',
    sql: 'SELECT * FROM care.case_sla_at_risk ORDER BY sla_due_at, case_no LIMIT 50',
    isDashboards: true,
  },
  {
    name: 'fact_case, behind a number',
    sql: `SELECT * FROM care.fact_case
  WHERE created_day = '2026-11-18' AND call_center_key = 'C-101' AND is_sla_breached = 1
  ORDER BY create_timestamp DESC LIMIT 100`,
    isDashboards: false,
  },
  {
    name: 'fact_case, one case',
    sql: "SELECT * FROM care.fact_case WHERE case_no = '600123'",
    isDashboards: false,
  },
  {
    name: 'fact_survey, behind a number',
    sql: `SELECT * FROM care.fact_survey
  WHERE survey_day = '2026-11-18' AND call_center_key = 'C-101' AND negative_responses > 0
  ORDER BY survey_timestamp DESC LIMIT 100`,
    isDashboards: false,
  },
  whole('pipeline_freshness'),
];
