-- The greatest versions of the copied events that the batch layer does not have, or has an older version of.
CREATE TEMP TABLE newer_survey AS
SELECT l.*
FROM (
  {{include greatest_survey}}
) AS l
LEFT JOIN batch.fact_survey AS f ON f.survey_id = l.survey_id
WHERE f.survey_id IS NULL
  OR l.version_key > f.version_key
  OR (
    l.version_key = f.version_key
    AND (
      l.arrived_at < f.arrived_at
      OR (l.arrived_at = f.arrived_at AND l.archive_key < f.archive_key)
    )
  );

DELETE FROM batch.fact_survey
WHERE survey_id IN (SELECT survey_id FROM newer_survey);

INSERT INTO batch.fact_survey (
  {{include fact_survey_columns}}
)
SELECT
  {{include fact_survey_columns}}
FROM newer_survey
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
