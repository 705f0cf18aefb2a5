-- The periods of every grain, one under the other: QuickSight's visuals of trends show those of the grain that the reader
-- chose, since a visual can't change its view. Percentiles, NPS and backlog of a week are no sums of its days.
SELECT
  'Hour' AS grain,
  p.period_start,
  p.cases_received,
  p.cases_closed,
  p.backlog,
  p.p50_resolution_minutes,
  p.p90_resolution_minutes,
  p.sla_met,
  p.sla_breached,
  p.positive_responses,
  p.neutral_responses,
  p.negative_responses,
  p.csat_pct,
  p.nps
FROM care.kpi_hourly p
UNION ALL
SELECT
  'Day' AS grain,
  p.period_start,
  p.cases_received,
  p.cases_closed,
  p.backlog,
  p.p50_resolution_minutes,
  p.p90_resolution_minutes,
  p.sla_met,
  p.sla_breached,
  p.positive_responses,
  p.neutral_responses,
  p.negative_responses,
  p.csat_pct,
  p.nps
FROM care.kpi_daily p
UNION ALL
SELECT
  'Week' AS grain,
  p.period_start,
  p.cases_received,
  p.cases_closed,
  p.backlog,
  p.p50_resolution_minutes,
  p.p90_resolution_minutes,
  p.sla_met,
  p.sla_breached,
  p.positive_responses,
  p.neutral_responses,
  p.negative_responses,
  p.csat_pct,
  p.nps
FROM care.kpi_weekly p
UNION ALL
SELECT
  'Month' AS grain,
  p.period_start,
  p.cases_received,
  p.cases_closed,
  p.backlog,
  p.p50_resolution_minutes,
  p.p90_resolution_minutes,
  p.sla_met,
  p.sla_breached,
  p.positive_responses,
  p.neutral_responses,
  p.negative_responses,
  p.csat_pct,
  p.nps
FROM care.kpi_monthly p
UNION ALL
SELECT
  'Business week' AS grain,
  p.period_start,
  p.cases_received,
  p.cases_closed,
  p.backlog,
  p.p50_resolution_minutes,
  p.p90_resolution_minutes,
  p.sla_met,
  p.sla_breached,
  p.positive_responses,
  p.neutral_responses,
  p.negative_responses,
  p.csat_pct,
  p.nps
FROM care.kpi_business_week p
UNION ALL
SELECT
  'Business month' AS grain,
  p.period_start,
  p.cases_received,
  p.cases_closed,
  p.backlog,
  p.p50_resolution_minutes,
  p.p90_resolution_minutes,
  p.sla_met,
  p.sla_breached,
  p.positive_responses,
  p.neutral_responses,
  p.negative_responses,
  p.csat_pct,
  p.nps
FROM care.kpi_business_month p
UNION ALL
SELECT
  'Business quarter' AS grain,
  p.period_start,
  p.cases_received,
  p.cases_closed,
  p.backlog,
  p.p50_resolution_minutes,
  p.p90_resolution_minutes,
  p.sla_met,
  p.sla_breached,
  p.positive_responses,
  p.neutral_responses,
  p.negative_responses,
  p.csat_pct,
  p.nps
FROM care.kpi_business_quarter p
