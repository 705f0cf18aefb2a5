-- The sums of each civil hour over the current cases and surveys: what publishing kept of the batch layer, what the speed layer changes
-- and what has become overdue since.
-- Grain: one row for each civil hour that has anything.
CREATE VIEW metrics.hour_sum AS
WITH cases AS (
  SELECT * FROM metrics.case_change
),
stored AS (
  SELECT
    s.period_start,
    {{include summed}}
  FROM batch.roll_up s
  WHERE s.breakdown = 'hour'
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
  FROM speed.survey_change s
  GROUP BY 1
),
overdue AS (
  SELECT
    DATE_TRUNC('hour', o.create_timestamp) AS period_start,
    {{include overdue_sums}}
  FROM metrics.overdue_change o
  GROUP BY 1
),
{{include parts}}
SELECT
  m.period_start,
  {{include linear_sums}}
FROM parts m
GROUP BY 1
HAVING {{include has_anything}}
