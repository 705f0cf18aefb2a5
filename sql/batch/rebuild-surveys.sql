DELETE FROM batch.fact_survey;

INSERT INTO batch.fact_survey (
  {{include fact_survey_columns}}
)
{{include greatest_survey}}
ORDER BY survey_timestamp;

INSERT INTO ops.batch_object (
  archive_key, kind, source, row_count, last_arrived_at, last_event_at, run_id, published_at
)
WITH copied AS (
  SELECT 'surveys' AS kind, archive_key, source, arrived_at, survey_timestamp AS event_at
  FROM copied_survey
),
{{include covered_objects}};

-- The batch layer has them now, and heals what the speed layer may have got wrong.
DELETE FROM speed.fact_survey
WHERE archive_key IN (SELECT archive_key FROM ops.batch_object WHERE kind = 'surveys');
