-- The KPIs of everything there is.
-- Grain: one row, zeros where nothing is there yet.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: no window; period_start and period_end are null.
CREATE VIEW care.kpi_overview AS
WITH sums AS (
  SELECT
    {{include linear_sums}}
  FROM metrics.hour_sum m
),
percentiles AS (
  SELECT
    {{include percentiles}}
  FROM metrics.closing c
),
k AS (
  SELECT
    CAST(NULL AS TIMESTAMP) AS period_start,
    CAST(NULL AS TIMESTAMP) AS period_end,
    NVL(s.cases_received, 0) - NVL(s.cases_closed, 0) AS backlog,
    {{include linear}},
    c.p50_resolution_seconds,
    c.p90_resolution_seconds
  FROM sums s
  CROSS JOIN percentiles c
)
SELECT
  {{include window_columns}},
  {{include case_columns}},
  {{include backlog_column}},
  {{include kpi_columns}}
FROM k
