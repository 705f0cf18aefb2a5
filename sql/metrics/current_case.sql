-- The current version of each case, over batch and speed as one.
-- Grain: one row for each case_no that either layer has.
-- The greatest version_key wins. Both layers hold one row a case, so only cases that both have must be
-- compared: an equal or newer row of the batch layer hides the one of the speed layer, else the other way.
-- The comparison starts from the speed layer, which is small: version keys are read for few cases only.
CREATE VIEW metrics.current_case AS
WITH superseded_batch AS (
  SELECT s.case_no
  FROM speed.fact_case s
  JOIN batch.fact_case b ON b.case_no = s.case_no AND s.version_key > b.version_key
),
superseded_speed AS (
  SELECT s.case_no
  FROM speed.fact_case s
  JOIN batch.fact_case b ON b.case_no = s.case_no AND s.version_key <= b.version_key
),
cases AS (
  SELECT
    b.case_no, b.create_timestamp, b.last_modified_timestamp, b.created_employee_key, b.call_center_id,
    b.status, b.category, b.sub_category, b.communication_mode, b.country_cd, b.product_code
  FROM batch.fact_case b
  LEFT JOIN superseded_batch o ON o.case_no = b.case_no
  WHERE o.case_no IS NULL
  UNION ALL
  SELECT
    s.case_no, s.create_timestamp, s.last_modified_timestamp, s.created_employee_key, s.call_center_id,
    s.status, s.category, s.sub_category, s.communication_mode, s.country_cd, s.product_code
  FROM speed.fact_case s
  LEFT JOIN superseded_speed o ON o.case_no = s.case_no
  WHERE o.case_no IS NULL
)
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
  CASE WHEN c.status = 'Closed' THEN c.last_modified_timestamp END AS closed_at,
  CASE
    WHEN c.status = 'Closed' THEN DATEDIFF(second, c.create_timestamp, c.last_modified_timestamp)
  END AS resolution_seconds
FROM cases c
