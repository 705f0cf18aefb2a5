-- What each case of the speed layer counts for, made like metrics.batch_case: what loads and publishing compare with the batch layer.
-- Grain: one row for each case of the speed layer.
CREATE VIEW metrics.speed_case AS
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
  FROM speed.fact_case c
)
{{include measured_cases}}
