-- What the speed layer changes: each case that it has, as it is now (sign 1), and as the batch layer has it (sign -1). Sums over the batch
-- layer plus these sums, times their sign, are sums over the current cases. A case of the batch layer that the speed layer has a
-- survey of is in both with the same values, and not changed.
-- Grain: one row for each sign and case of speed.fact_case or speed.batch_case.
CREATE VIEW metrics.case_change AS
WITH versions AS (
  SELECT
    1 AS sign,
    1 AS is_changed,
    s.case_no, s.create_timestamp, s.last_modified_timestamp, s.created_employee_key, s.call_center_id, s.status, s.category, s.sub_category, s.communication_mode, s.country_cd, s.product_code
  FROM speed.fact_case s
  LEFT JOIN speed.batch_case b ON b.case_no = s.case_no
  WHERE b.case_no IS NULL OR s.version_key >= b.version_key
  UNION ALL
  SELECT
    1,
    0,
    b.case_no, b.create_timestamp, b.last_modified_timestamp, b.created_employee_key, b.call_center_id, b.status, b.category, b.sub_category, b.communication_mode, b.country_cd, b.product_code
  FROM speed.batch_case b
  LEFT JOIN speed.fact_case s ON s.case_no = b.case_no
  WHERE s.case_no IS NULL OR b.version_key > s.version_key
  UNION ALL
  SELECT
    -1,
    CASE WHEN s.version_key >= b.version_key THEN 1 ELSE 0 END,
    b.case_no, b.create_timestamp, b.last_modified_timestamp, b.created_employee_key, b.call_center_id, b.status, b.category, b.sub_category, b.communication_mode, b.country_cd, b.product_code
  FROM speed.batch_case b
  LEFT JOIN speed.fact_case s ON s.case_no = b.case_no
),
cases AS (
  SELECT
    c.sign,
    c.is_changed,
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
  FROM versions c
)
SELECT
  c.sign,
  c.is_changed,
  c.case_no,
  c.create_timestamp,
  c.created_employee_key,
  c.call_center_id,
  c.category,
  c.sub_category,
  c.communication_mode,
  c.country_cd,
  c.product_code,
  c.closed_at,
  c.resolution_seconds,
  {{include case_measures}}
FROM cases c
LEFT JOIN metrics.category k ON k.category_key = c.category AND k.sub_category_key = c.sub_category
