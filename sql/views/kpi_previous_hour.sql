-- The KPIs of the hour before the last one.
-- Grain: one row, zeros where nothing happened.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; the window is [period_start, period_end), from two hours before now to one hour before now.
CREATE VIEW care.kpi_previous_hour AS
WITH moments AS (
  SELECT * FROM metrics.moment
),
cases AS (
  SELECT * FROM metrics.current_case
),
sums AS (
  SELECT
    {{include measure_sums}}
  FROM moments m
  WHERE m.moment_at >= DATEADD(hour, -2, {{include now}})
    AND m.moment_at < DATEADD(hour, -1, {{include now}})
),
waiting AS (
  SELECT COUNT(*) AS backlog
  FROM cases c
  WHERE c.create_timestamp < DATEADD(hour, -1, {{include now}})
    AND (c.closed_at IS NULL OR c.closed_at >= DATEADD(hour, -1, {{include now}}))
),
k AS (
  SELECT
    DATEADD(hour, -2, {{include now}}) AS period_start,
    DATEADD(hour, -1, {{include now}}) AS period_end,
    w.backlog,
    {{include summed}}
  FROM sums s
  CROSS JOIN waiting w
)
SELECT
  {{include window_columns}},
  {{include case_columns}},
  {{include backlog_column}},
  {{include kpi_columns}}
FROM k
