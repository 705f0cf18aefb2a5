-- The KPIs of each civil week.
-- Grain: one row for each week from the first registration, closing or survey to the later of the last one and now; weeks without any
-- are zeros. An ISO week: it begins on Monday.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end).
CREATE VIEW care.kpi_weekly AS
WITH cases AS (
  SELECT * FROM metrics.case_measure
),
received AS (
  SELECT
    DATE_TRUNC('week', c.create_timestamp) AS period_start,
    {{include received_sums}}
  FROM cases c
  GROUP BY 1
),
closed AS (
  SELECT
    DATE_TRUNC('week', c.closed_at) AS period_start,
    {{include closed_sums}}
  FROM cases c
  WHERE c.closed_at IS NOT NULL
  GROUP BY 1
),
surveyed AS (
  SELECT
    DATE_TRUNC('week', s.survey_timestamp) AS period_start,
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
