-- What each case of the batch layer counts for, and the members of the breakdowns that it belongs to: what publishing keeps
-- in batch.measured_case.
-- Grain: one row for each case of the batch layer.
CREATE VIEW metrics.batch_case AS
WITH cases AS (
  SELECT
    {{include case_fields}},
    {{include case_state}}
  FROM batch.fact_case c
),
measured AS (
  {{include measured_cases}}
)
SELECT
  m.*,
  CASE
    WHEN NVL(m.resolution_seconds, DATEDIFF(second, m.create_timestamp, {{include now}}))
      > DATEDIFF(second, m.create_timestamp, m.sla_due_at)
      THEN 1
    ELSE 0
  END AS is_sla_breached
FROM measured m
