-- The KPIs of each agent and civil day.
-- Grain: one row for each agent and day that have anything; agents that the dimension lacks share one, Unknown.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end), the day.
-- A survey belongs to the agent of its case; Unknown where the case is not there yet.
CREATE VIEW care.kpi_by_agent AS
WITH moments AS (
  SELECT * FROM metrics.member_moment
),
agents AS (
  SELECT DISTINCT CAST(e.emp_key AS VARCHAR(32)) AS employee_key
  FROM dim.employee e
  WHERE e.emp_key IS NOT NULL
),
sums AS (
  SELECT
    CAST(DATE_TRUNC('day', m.moment_at) AS DATE) AS day,
    DATE_TRUNC('day', m.moment_at) AS period_start,
    NVL(d.employee_key, 'Unknown') AS member_key,
    {{include measure_sums}}
  FROM moments m
  LEFT JOIN agents d ON d.employee_key = m.created_employee_key
  -- By both, so that a filter on either reaches the events.
  GROUP BY 1, 2, 3
),
k AS (
  SELECT
    s.day,
    s.period_start,
    DATEADD(day, 1, s.period_start) AS period_end,
    s.member_key,
    s.member_key AS label,
    {{include summed}}
  FROM sums s
)
SELECT
  -- Civil day, business-local
  k.day,
  -- Key of the employee who registered the case (created_employee_key); Unknown where the dimension lacks it
  k.member_key,
  -- The key once more: names are personal data
  k.label,
  {{include window_columns}},
  {{include case_columns}},
  {{include kpi_columns}}
FROM k
