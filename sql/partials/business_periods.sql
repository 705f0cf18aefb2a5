day_sums AS (
  SELECT
    DATE_TRUNC('day', m.period_start) AS day_start,
    {{include linear_sums}}
  FROM metrics.hour_sum m
  GROUP BY 1
),
sums AS (
  SELECT
    d.period_key,
    {{include linear_sums}}
  FROM day_sums m
  LEFT JOIN days d ON d.calendar_date = CAST(m.day_start AS DATE)
  GROUP BY 1
),
percentiles AS (
  SELECT
    d.period_key,
    {{include percentiles}}
  FROM metrics.closing c
  LEFT JOIN days d ON d.calendar_date = CAST(c.closed_day AS DATE)
  GROUP BY 1
),
measured AS (
  SELECT
    s.period_key,
    {{include linear}},
    c.p50_resolution_seconds,
    c.p90_resolution_seconds
  FROM sums s
  -- Dates that the calendar lacks have no key.
  LEFT JOIN percentiles c ON NVL(c.period_key, -1) = NVL(s.period_key, -1)
),
bounds AS (
  SELECT
    CAST(MIN(s.day_start) AS DATE) AS first_date,
    CAST(GREATEST(MAX(s.day_start), DATE_TRUNC('day', {{include now}})) AS DATE) AS last_date
  FROM day_sums s
),
periods AS (
  SELECT
    d.period_key,
    MIN(d.business_year) AS business_year,
    MIN(d.period_number) AS period_number,
    MIN(d.period_name) AS period_name,
    CAST(MIN(d.calendar_date) AS TIMESTAMP) AS period_start,
    DATEADD(day, 1, CAST(MAX(d.calendar_date) AS TIMESTAMP)) AS period_end
  FROM days d
  CROSS JOIN bounds b
  WHERE d.period_key IS NOT NULL
  GROUP BY 1
  HAVING MAX(CASE WHEN d.calendar_date BETWEEN b.first_date AND b.last_date THEN 1 ELSE 0 END) = 1
),
waiting AS (
  SELECT p.period_key, CAST(SUM(NVL(s.cases_received, 0) - NVL(s.cases_closed, 0)) AS BIGINT) AS backlog
  FROM periods p
  JOIN day_sums s ON s.day_start < p.period_end
  GROUP BY 1
),
k AS (
  SELECT
    p.period_start,
    p.period_end,
    p.business_year,
    p.period_number,
    p.period_name,
    CASE WHEN p.period_end IS NOT NULL THEN NVL(w.backlog, 0) END AS backlog,
    {{include summed}}
  FROM periods p
  LEFT JOIN waiting w ON w.period_key = p.period_key
  FULL JOIN measured s ON s.period_key = p.period_key
)
