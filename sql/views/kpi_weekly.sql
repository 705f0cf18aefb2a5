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
touched AS (
  SELECT DISTINCT DATE_TRUNC('week', c.closed_at) AS period_start
  FROM metrics.case_change c
  WHERE c.is_changed = 1 AND c.closed_at IS NOT NULL
),
touched_days AS (
  SELECT DISTINCT DATEADD(day, n.n, DATE_TRUNC('day', t.period_start)) AS closed_day
  FROM touched t
  JOIN metrics.number n ON n.n < 7
),
closings AS (
  SELECT t.period_start, c.resolution_seconds
  FROM metrics.closing c
  JOIN touched_days d ON d.closed_day = c.closed_day
  JOIN touched t ON t.period_start = DATE_TRUNC('week', c.closed_at)
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
