-- The KPIs of each business quarter, as the calendar dimension has them.
-- Grain: one row for each business quarter with a date from the first registration, closing or survey to the later of
-- the last one and now; quarters without any are zeros. Events on dates that the calendar lacks form one more row,
-- whose window and backlog are null.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [first date of the quarter, its last date + 1 day), an event belongs to the quarter of its date.
CREATE VIEW care.kpi_business_quarter AS
WITH cases AS (
  SELECT * FROM metrics.case_measure
),
days AS (
  SELECT d.calendar_date, d.business_year, d.quarter_key AS period_key, d.quarter_number, d.quarter_name
  FROM metrics.business_day d
),
received AS (
  SELECT
    d.period_key,
    MIN(c.create_timestamp) AS first_at,
    MAX(c.create_timestamp) AS last_at,
    {{include received_sums}}
  FROM cases c
  LEFT JOIN days d ON d.calendar_date = CAST(DATE_TRUNC('day', c.create_timestamp) AS DATE)
  GROUP BY 1
),
closed AS (
  SELECT
    d.period_key,
    MIN(c.closed_at) AS first_at,
    MAX(c.closed_at) AS last_at,
    {{include closed_sums}}
  FROM cases c
  LEFT JOIN days d ON d.calendar_date = CAST(DATE_TRUNC('day', c.closed_at) AS DATE)
  WHERE c.closed_at IS NOT NULL
  GROUP BY 1
),
surveyed AS (
  SELECT
    d.period_key,
    MIN(s.survey_timestamp) AS first_at,
    MAX(s.survey_timestamp) AS last_at,
    {{include surveyed_sums}}
  FROM metrics.survey_measure s
  LEFT JOIN days d ON d.calendar_date = CAST(DATE_TRUNC('day', s.survey_timestamp) AS DATE)
  GROUP BY 1
),
parts AS (
  {{include parts}}
),
sums AS (
  SELECT
    m.period_key,
    MIN(m.first_at) AS first_at,
    MAX(m.last_at) AS last_at,
    {{include measure_sums}}
  FROM parts m
  GROUP BY 1
),
bounds AS (
  SELECT
    CAST(DATE_TRUNC('day', MIN(s.first_at)) AS DATE) AS first_date,
    CAST(DATE_TRUNC('day', GREATEST(MAX(s.last_at), {{include now}})) AS DATE) AS last_date
  FROM sums s
),
periods AS (
  SELECT
    d.period_key,
    MIN(d.business_year) AS business_year,
    MIN(d.quarter_number) AS quarter_number,
    MIN(d.quarter_name) AS quarter_name,
    CAST(MIN(d.calendar_date) AS TIMESTAMP) AS period_start,
    DATEADD(day, 1, CAST(MAX(d.calendar_date) AS TIMESTAMP)) AS period_end
  FROM days d
  CROSS JOIN bounds b
  WHERE d.period_key IS NOT NULL
  GROUP BY 1
  HAVING MAX(CASE WHEN d.calendar_date BETWEEN b.first_date AND b.last_date THEN 1 ELSE 0 END) = 1
),
flow AS (
  SELECT DATE_TRUNC('day', c.create_timestamp) AS day_start, COUNT(*) AS change
  FROM cases c
  GROUP BY 1
  UNION ALL
  SELECT DATE_TRUNC('day', c.closed_at) AS day_start, -COUNT(*) AS change
  FROM cases c
  WHERE c.closed_at IS NOT NULL
  GROUP BY 1
),
waiting AS (
  SELECT p.period_key, CAST(SUM(f.change) AS BIGINT) AS backlog
  FROM periods p
  JOIN flow f ON f.day_start < p.period_end
  GROUP BY 1
),
k AS (
  SELECT
    p.period_start,
    p.period_end,
    p.business_year,
    p.quarter_number,
    p.quarter_name,
    CASE WHEN p.period_end IS NOT NULL THEN NVL(w.backlog, 0) END AS backlog,
    {{include summed}}
  FROM periods p
  LEFT JOIN waiting w ON w.period_key = p.period_key
  FULL JOIN sums s ON s.period_key = p.period_key
)
SELECT
  {{include window_columns}},
  -- Business year: year_week_number / 100
  k.business_year,
  -- Number of the quarter in the business year
  k.quarter_number,
  -- Name of the quarter
  k.quarter_name,
  {{include case_columns}},
  {{include backlog_column}},
  {{include kpi_columns}}
FROM k
