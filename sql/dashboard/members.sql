-- The members of a category over whole days, from the view that has a row for each of them and day.
WITH k AS (
  SELECT
    d.member_key,
    MAX(d.label) AS label,
    CAST(SUM(d.cases_received) AS BIGINT) AS cases_received,
    CAST(SUM(d.cases_open) AS BIGINT) AS cases_open,
    CAST(SUM(d.cases_closed) AS BIGINT) AS cases_closed,
    CAST(SUM(d.priority_cases) AS BIGINT) AS priority_cases,
    CAST(SUM(d.surveys) AS BIGINT) AS surveys,
    CAST(SUM(d.positive_responses) AS BIGINT) AS positive_responses,
    CAST(SUM(d.neutral_responses) AS BIGINT) AS neutral_responses,
    CAST(SUM(d.negative_responses) AS BIGINT) AS negative_responses,
    SUM(d.avg_resolution_minutes * d.cases_closed) AS resolution_minutes,
    CAST(SUM(d.sla_met) AS BIGINT) AS sla_met,
    CAST(SUM(d.sla_breached) AS BIGINT) AS sla_breached
  FROM care.{{view}} d
  WHERE d.day >= CAST(:period_from AS DATE) AND d.day < CAST(:period_to AS DATE)
  GROUP BY 1
),
members AS (
  SELECT k.member_key, k.label, {{include member_columns}}
  FROM k
)
{{include ordered_members}}
