-- The KPIs of each minute of the last six hours.
-- Grain: 360 rows, one for each civil minute up to the one that now ends or lies in; minutes without any are zeros.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end).
CREATE VIEW care.kpi_minute AS
WITH received AS (
  SELECT
    DATE_TRUNC('minute', c.create_timestamp) AS period_start,
    {{include received_sums}}
  FROM metrics.case_row c
  WHERE c.create_timestamp >= DATEADD(minute, -360, {{include minutes_end}})
    AND c.create_timestamp < {{include minutes_end}}
  GROUP BY 1
),
closed AS (
  SELECT
    DATE_TRUNC('minute', c.closed_at) AS period_start,
    {{include closed_sums}}
  FROM metrics.case_row c
  WHERE c.closed_at >= DATEADD(minute, -360, {{include minutes_end}})
    AND c.closed_at < {{include minutes_end}}
  GROUP BY 1
),
surveyed AS (
  SELECT
    DATE_TRUNC('minute', s.survey_timestamp) AS period_start,
    {{include surveyed_sums}}
  FROM metrics.survey_row s
  WHERE s.survey_timestamp >= DATEADD(minute, -360, {{include minutes_end}})
    AND s.survey_timestamp < {{include minutes_end}}
  GROUP BY 1
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
    m.period_start,
    {{include linear_sums}}
  FROM parts m
  GROUP BY 1
),
percentiles AS (
  SELECT
    DATE_TRUNC('minute', c.closed_at) AS period_start,
    {{include percentiles}}
  FROM metrics.closing c
  WHERE c.closed_at >= DATEADD(minute, -360, {{include minutes_end}})
    AND c.closed_at < {{include minutes_end}}
  GROUP BY 1
),
waiting AS (
  SELECT CAST(NVL(SUM(c.sign), 0) AS BIGINT) AS backlog
  FROM metrics.case_row c
  WHERE c.create_timestamp < DATEADD(minute, -360, {{include minutes_end}})
    AND (c.closed_at IS NULL OR c.closed_at >= DATEADD(minute, -360, {{include minutes_end}}))
),
periods AS (
  SELECT DATEADD(minute, n.n - 360, {{include minutes_end}}) AS period_start
  FROM metrics.number n
  WHERE n.n < 360
),
k AS (
  SELECT
    p.period_start,
    DATEADD(minute, 1, p.period_start) AS period_end,
    CAST(w.backlog + SUM(NVL(s.cases_received, 0) - NVL(s.cases_closed, 0)) OVER (
      ORDER BY p.period_start ROWS UNBOUNDED PRECEDING
    ) AS BIGINT) AS backlog,
    {{include linear}},
    c.p50_resolution_seconds,
    c.p90_resolution_seconds
  FROM periods p
  CROSS JOIN waiting w
  LEFT JOIN sums s ON s.period_start = p.period_start
  LEFT JOIN percentiles c ON c.period_start = p.period_start
)
SELECT
  {{include window_columns}},
  {{include case_columns}},
  {{include backlog_column}},
  {{include kpi_columns}}
FROM k
