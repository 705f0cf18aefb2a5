-- What each case of the batch layer counts for, and the members of the breakdowns that it belongs to: what publishing keeps
-- in batch.measured_case.
-- Grain: one row for each case of the batch layer.
CREATE VIEW metrics.batch_case AS
WITH cases AS (
  SELECT
    {{include case_fields}},
    {{include case_state}}
  FROM batch.fact_case c
)
{{include measured_cases}}
