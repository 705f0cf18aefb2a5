-- The current version of each case, over batch and speed as one.
-- Grain: one row for each case_no that either layer has.
-- The greatest version_key wins; equal ones are the same event. Both layers hold one row a case. A version_key begins with
-- last_modified_timestamp, so only the few cases that the batch layer has in a state as late as the speed layer's are compared by
-- it: of all others the widest column is not read.
-- The periods are keys of each layer's own rows, so that a filter on one reaches the tables: DuckDB takes no expression that
-- may fail, which date functions count as, through more than one step.
CREATE VIEW metrics.current_case AS
WITH rivals AS (
  SELECT b.case_no
  FROM speed.fact_case s
  JOIN batch.fact_case b ON b.case_no = s.case_no AND b.last_modified_timestamp >= s.last_modified_timestamp
),
batch_rivals AS (
  SELECT
    b.case_no, b.version_key, b.create_timestamp, b.last_modified_timestamp, b.created_employee_key, b.call_center_id,
    b.status, b.category, b.sub_category, b.communication_mode, b.country_cd, b.product_code
  FROM rivals r
  JOIN batch.fact_case b ON b.case_no = r.case_no
),
compared AS (
  SELECT
    s.case_no,
    CASE WHEN b.version_key > s.version_key THEN b.create_timestamp ELSE s.create_timestamp END AS create_timestamp,
    CASE WHEN b.version_key > s.version_key THEN b.last_modified_timestamp ELSE s.last_modified_timestamp END AS last_modified_timestamp,
    CASE WHEN b.version_key > s.version_key THEN b.created_employee_key ELSE s.created_employee_key END AS created_employee_key,
    CASE WHEN b.version_key > s.version_key THEN b.call_center_id ELSE s.call_center_id END AS call_center_id,
    CASE WHEN b.version_key > s.version_key THEN b.status ELSE s.status END AS status,
    CASE WHEN b.version_key > s.version_key THEN b.category ELSE s.category END AS category,
    CASE WHEN b.version_key > s.version_key THEN b.sub_category ELSE s.sub_category END AS sub_category,
    CASE WHEN b.version_key > s.version_key THEN b.communication_mode ELSE s.communication_mode END AS communication_mode,
    CASE WHEN b.version_key > s.version_key THEN b.country_cd ELSE s.country_cd END AS country_cd,
    CASE WHEN b.version_key > s.version_key THEN b.product_code ELSE s.product_code END AS product_code
  FROM speed.fact_case s
  LEFT JOIN batch_rivals b ON b.case_no = s.case_no
)
SELECT
  {{include case_fields}},
  {{include case_state}},
  {{include case_periods}}
FROM batch.fact_case c
LEFT JOIN speed.fact_case s ON s.case_no = c.case_no
WHERE s.case_no IS NULL
UNION ALL
SELECT
  {{include case_fields}},
  {{include case_state}},
  {{include case_periods}}
FROM compared c
