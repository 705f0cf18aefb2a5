-- The KPIs of the last hour.
-- Grain: one row, zeros where nothing happened.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; the window is [period_start, period_end), the hour before now.
CREATE VIEW care.kpi_last_hour AS
WITH received AS (
  SELECT
    {{include received_sums}}
  FROM metrics.case_row c
  WHERE c.create_timestamp >= DATEADD(hour, -1, {{include now}})
    AND c.create_timestamp < {{include now}}
),
closed AS (
  SELECT
    {{include closed_sums}}
  FROM metrics.case_row c
  WHERE c.closed_at >= DATEADD(hour, -1, {{include now}})
    AND c.closed_at < {{include now}}
),
surveyed AS (
  SELECT
    {{include surveyed_sums}}
  FROM metrics.survey_row s
  WHERE s.survey_timestamp >= DATEADD(hour, -1, {{include now}})
    AND s.survey_timestamp < {{include now}}
),
parts AS (
  SELECT * FROM received
  UNION ALL
  SELECT * FROM closed
  UNION ALL
  SELECT * FROM surveyed
),
sums AS (
  SELECT
    {{include linear_sums}}
  FROM parts m
),
percentiles AS (
  SELECT
    {{include percentiles}}
  FROM metrics.closing c
  WHERE c.closed_at >= DATEADD(hour, -1, {{include now}})
    AND c.closed_at < {{include now}}
),
waiting AS (
  SELECT CAST(NVL(SUM(c.sign), 0) AS BIGINT) AS backlog
  FROM metrics.case_row c
  WHERE c.create_timestamp < {{include now}}
    AND (c.closed_at IS NULL OR c.closed_at >= {{include now}})
),
k AS (
  SELECT
    DATEADD(hour, -1, {{include now}}) AS period_start,
    {{include now}} AS period_end,
    w.backlog,
    {{include linear}},
    c.p50_resolution_seconds,
    c.p90_resolution_seconds
  FROM sums s
  CROSS JOIN percentiles c
  CROSS JOIN waiting w
)
SELECT
  {{include window_columns}},
  {{include case_columns}},
  {{include backlog_column}},
  {{include kpi_columns}}
FROM k
