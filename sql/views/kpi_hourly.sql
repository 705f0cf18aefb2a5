-- The KPIs of each civil hour.
-- Grain: one row for each hour from the first registration, closing or survey to the later of the last one and now; hours without any
-- are zeros; the last 400 days at most.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end).
CREATE VIEW care.kpi_hourly AS
WITH cases AS (
  SELECT * FROM metrics.case_measure
),
received AS (
  SELECT
    DATE_TRUNC('hour', c.create_timestamp) AS period_start,
    {{include received_sums}}
  FROM cases c
  GROUP BY 1
),
closed AS (
  SELECT
    DATE_TRUNC('hour', c.closed_at) AS period_start,
    {{include closed_sums}}
  FROM cases c
  WHERE c.closed_at IS NOT NULL
  GROUP BY 1
),
surveyed AS (
  SELECT
    DATE_TRUNC('hour', s.survey_timestamp) AS period_start,
    {{include surveyed_sums}}
  FROM metrics.survey_measure s
  GROUP BY 1
),
parts AS (
  {{include parts}}
),
sums AS (
  SELECT
    m.period_start,
    {{include measure_sums}}
  FROM parts m
  GROUP BY 1
),
bounds AS (
  SELECT
    MIN(s.period_start) AS first_start,
    GREATEST(MAX(s.period_start), DATE_TRUNC('hour', {{include now}})) AS last_start
  FROM sums s
),
periods AS (
  SELECT DATEADD(hour, n.n, b.first_start) AS period_start, b.last_start
  FROM bounds b
  JOIN metrics.number n ON n.n <= DATEDIFF(hour, b.first_start, b.last_start)
),
k AS (
  SELECT
    p.period_start,
    p.last_start,
    DATEADD(hour, 1, p.period_start) AS period_end,
    CAST(SUM(NVL(s.cases_received, 0) - NVL(s.cases_closed, 0)) OVER (
      ORDER BY p.period_start ROWS UNBOUNDED PRECEDING
    ) AS BIGINT) AS backlog,
    {{include summed}}
  FROM periods p
  LEFT JOIN sums s ON s.period_start = p.period_start
)
SELECT
  {{include window_columns}},
  {{include case_columns}},
  {{include backlog_column}},
  {{include kpi_columns}}
FROM k
WHERE k.period_start > DATEADD(day, -400, k.last_start)
