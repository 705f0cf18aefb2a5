-- The KPIs of each agent and civil day.
-- Grain: one row for each agent and day that have anything; agents that the dimension lacks share one, Unknown.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end), the day.
-- A survey belongs to the agent of its case; Unknown where the case is not there yet.
CREATE VIEW care.kpi_by_agent AS
WITH cases AS (
  SELECT c.*, c.agent_key AS member_key
  FROM metrics.case_change c
),
surveys AS (
  SELECT s.*, s.agent_key AS member_key
  FROM speed.survey_change s
),
stored AS (
  SELECT
    CAST(s.period_start AS DATE) AS day,
    s.member_key,
    {{include summed}}
  FROM batch.roll_up s
  WHERE s.breakdown = 'agent'
),
overdue_cases AS (
  SELECT o.sign, o.create_timestamp, o.agent_key AS member_key
  FROM metrics.overdue_change o
),
batch_closings AS (
  SELECT b.closed_day, b.agent_key AS member_key, b.resolution_seconds
  FROM metrics.batch_closing b
),
{{include member_sums}},
k AS (
  SELECT
    s.day,
    s.period_start,
    s.period_end,
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
