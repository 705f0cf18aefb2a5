-- What each case of the speed layer counts for, made like metrics.batch_case: what loads and publishing compare with the batch layer.
-- Grain: one row for each case of the speed layer.
CREATE VIEW metrics.speed_case AS
WITH cases AS (
  SELECT
    {{include case_fields}},
    {{include case_state}}
  FROM speed.fact_case c
)
{{include measured_cases}}
