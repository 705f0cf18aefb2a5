-- What each case of the batch layer counts for, and the members of the breakdowns that it belongs to: what publishing keeps
-- in batch.measured_case.
-- Grain: one row for each case of the batch layer.
CREATE VIEW metrics.batch_case AS
WITH cases AS (
  SELECT
    c.case_no,
    c.create_timestamp,
    c.last_modified_timestamp,
    c.created_employee_key,
    c.call_center_id,
    c.status,
    c.category,
    c.sub_category,
    c.communication_mode,
    c.country_cd,
    c.product_code,
    {{include case_state}}
  FROM batch.fact_case c
)
{{include measured_cases}}
