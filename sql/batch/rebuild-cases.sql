DELETE FROM batch.fact_case;

-- One row for each case_no among the copied events: its greatest version. Of equal versions the one that
-- arrived first, so that the same events give the same rows in however many runs.
INSERT INTO batch.fact_case (
  case_no,
  create_timestamp,
  last_modified_timestamp,
  created_employee_key,
  call_center_id,
  status,
  category,
  sub_category,
  communication_mode,
  country_cd,
  product_code,
  version_key,
  arrived_at,
  archive_key
)
SELECT
  case_no,
  create_timestamp,
  last_modified_timestamp,
  created_employee_key,
  call_center_id,
  status,
  category,
  sub_category,
  communication_mode,
  country_cd,
  product_code,
  version_key,
  arrived_at,
  archive_key
FROM copied_case AS c
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY case_no ORDER BY version_key DESC, arrived_at, archive_key
) = 1;

INSERT INTO ops.batch_object (
  archive_key, kind, source, row_count, last_arrived_at, last_event_at, run_id, published_at
)
SELECT
  o.archive_key,
  'cases',
  o.source,
  o.row_count,
  o.last_arrived_at,
  o.last_event_at,
  '{{run_id}}',
  GETDATE()
FROM (
  SELECT
    archive_key,
    MIN(source) AS source,
    COUNT(*) AS row_count,
    MAX(arrived_at) AS last_arrived_at,
    MAX(last_modified_timestamp) AS last_event_at
  FROM copied_case
  GROUP BY archive_key
) AS o
LEFT JOIN ops.batch_object AS b ON b.archive_key = o.archive_key
WHERE b.archive_key IS NULL;

-- The batch layer has them now, and heals what the speed layer may have got wrong.
DELETE FROM speed.fact_case
WHERE archive_key IN (SELECT archive_key FROM ops.batch_object WHERE kind = 'cases');
