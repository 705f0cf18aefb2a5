-- The KPIs of each civil week.
-- Grain: one row for each week from the first registration, closing or survey to the later of the last one and now; weeks without any
-- are zeros. An ISO week: it begins on Monday.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end).
CREATE VIEW care.kpi_weekly AS
WITH sums AS (
  SELECT
    DATE_TRUNC('week', m.period_start) AS period_start,
    {{include linear_sums}}
  FROM metrics.hour_sum m
  GROUP BY 1
),
stored AS (
  SELECT s.period_start, s.p50_resolution_seconds, s.p90_resolution_seconds
  FROM batch.roll_up s
  WHERE s.breakdown = 'week'
),
changed_days AS (
  SELECT DISTINCT DATE_TRUNC('day', c.closed_at) AS closed_day
  FROM metrics.case_change c
  WHERE c.closed_at IS NOT NULL
),
touched AS (
  SELECT DISTINCT DATE_TRUNC('week', c.closed_day) AS period_start
  FROM changed_days c
),
touched_days AS (
  SELECT r.period_start AS closed_day
  FROM batch.roll_up r
  JOIN touched t ON t.period_start = DATE_TRUNC('week', r.period_start)
  WHERE r.breakdown = 'day'
  UNION
  SELECT c.closed_day
  FROM changed_days c
),
{{include touched_closings}},
period_closings AS (
  SELECT DATE_TRUNC('week', c.closed_at) AS period_start, c.resolution_seconds
  FROM closings c
),
{{include period_percentiles}},
bounds AS (
  SELECT
    MIN(s.period_start) AS first_start,
    GREATEST(MAX(s.period_start), DATE_TRUNC('week', {{include now}})) AS last_start
  FROM sums s
),
periods AS (
  SELECT DATEADD(day, 7 * n.n, b.first_start) AS period_start
  FROM bounds b
  JOIN metrics.number n ON n.n <= DATEDIFF(day, b.first_start, b.last_start) / 7
),
k AS (
  SELECT
    p.period_start,
    DATEADD(day, 7, p.period_start) AS period_end,
    CAST(SUM(NVL(s.cases_received, 0) - NVL(s.cases_closed, 0)) OVER (
      ORDER BY p.period_start ROWS UNBOUNDED PRECEDING
    ) AS BIGINT) AS backlog,
    {{include linear}},
    c.p50_resolution_seconds,
    c.p90_resolution_seconds
  FROM periods p
  LEFT JOIN sums s ON s.period_start = p.period_start
  LEFT JOIN percentiles c ON c.period_start = p.period_start
)
SELECT
  {{include window_columns}},
  {{include case_columns}},
  {{include backlog_column}},
  {{include kpi_columns}}
FROM k
