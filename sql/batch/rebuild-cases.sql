DELETE FROM batch.fact_case;

INSERT INTO batch.fact_case (
  {{include fact_case_columns}}
)
{{include greatest_case}}
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
