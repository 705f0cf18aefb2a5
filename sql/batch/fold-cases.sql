-- The greatest versions of the copied events that the batch layer does not have, or has an older version of.
CREATE TEMP TABLE newer_case AS
SELECT l.*
FROM (
  {{include greatest_case}}
) AS l
LEFT JOIN batch.fact_case AS f ON f.case_no = l.case_no
WHERE f.case_no IS NULL
  OR l.version_key > f.version_key
  OR (
    l.version_key = f.version_key
    AND (
      l.arrived_at < f.arrived_at
      OR (l.arrived_at = f.arrived_at AND l.archive_key < f.archive_key)
    )
  );

DELETE FROM batch.fact_case
WHERE case_no IN (SELECT case_no FROM newer_case);

INSERT INTO batch.fact_case (
  {{include fact_case_columns}}
)
SELECT
  {{include fact_case_columns}}
FROM newer_case
ORDER BY create_timestamp;

INSERT INTO ops.batch_object (
  archive_key, kind, source, row_count, last_arrived_at, last_event_at, run_id, published_at
)
WITH copied AS (
  SELECT 'cases' AS kind, archive_key, source, arrived_at, last_modified_timestamp AS event_at
  FROM copied_case
),
{{include covered_objects}};

-- The batch layer has them now, and heals what the speed layer may have got wrong.
DELETE FROM speed.fact_case
WHERE archive_key IN (SELECT archive_key FROM ops.batch_object WHERE kind = 'cases');
