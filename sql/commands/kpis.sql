-- The last hour, and the day, week and month that now lies in, each in the same columns.
-- Grain: one row a period; a period that has no row yet is absent.
WITH now AS (
  SELECT period_end AS business_now FROM care.kpi_last_hour
)
SELECT
  'last hour' AS period,
  k.period_start,
  k.period_end,
  k.cases_received,
  k.cases_open,
  k.cases_closed,
  k.backlog,
  k.priority_cases,
  k.avg_resolution_minutes,
  k.p90_resolution_minutes,
  k.sla_met,
  k.sla_breached,
  k.surveys,
  k.positive_responses,
  k.neutral_responses,
  k.negative_responses,
  k.csat_pct,
  k.nps
FROM care.kpi_last_hour AS k
UNION ALL
SELECT
  'today' AS period,
  k.period_start,
  k.period_end,
  k.cases_received,
  k.cases_open,
  k.cases_closed,
  k.backlog,
  k.priority_cases,
  k.avg_resolution_minutes,
  k.p90_resolution_minutes,
  k.sla_met,
  k.sla_breached,
  k.surveys,
  k.positive_responses,
  k.neutral_responses,
  k.negative_responses,
  k.csat_pct,
  k.nps
FROM care.kpi_daily AS k
INNER JOIN now ON k.period_start <= now.business_now AND k.period_end > now.business_now
UNION ALL
SELECT
  'this week' AS period,
  k.period_start,
  k.period_end,
  k.cases_received,
  k.cases_open,
  k.cases_closed,
  k.backlog,
  k.priority_cases,
  k.avg_resolution_minutes,
  k.p90_resolution_minutes,
  k.sla_met,
  k.sla_breached,
  k.surveys,
  k.positive_responses,
  k.neutral_responses,
  k.negative_responses,
  k.csat_pct,
  k.nps
FROM care.kpi_weekly AS k
INNER JOIN now ON k.period_start <= now.business_now AND k.period_end > now.business_now
UNION ALL
SELECT
  'this month' AS period,
  k.period_start,
  k.period_end,
  k.cases_received,
  k.cases_open,
  k.cases_closed,
  k.backlog,
  k.priority_cases,
  k.avg_resolution_minutes,
  k.p90_resolution_minutes,
  k.sla_met,
  k.sla_breached,
  k.surveys,
  k.positive_responses,
  k.neutral_responses,
  k.negative_responses,
  k.csat_pct,
  k.nps
FROM care.kpi_monthly AS k
INNER JOIN now ON k.period_start <= now.business_now AND k.period_end > now.business_now
