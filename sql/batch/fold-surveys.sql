-- One row for each survey_id among the copied events: its greatest version. Of equal versions the one that
-- arrived first, so that the same events give the same rows in however many runs. Those of them that the batch layer does not
-- have, or has an older version of.
CREATE TEMP TABLE newer_survey AS
SELECT l.*
FROM (
  SELECT
    survey_id,
    case_no,
    survey_timestamp,
    q1,
    q2,
    q3,
    q5,
    q4,
    version_key,
    arrived_at,
    archive_key
  FROM copied_survey AS c
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY survey_id ORDER BY version_key DESC, arrived_at, archive_key
  ) = 1
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
  survey_id,
  case_no,
  survey_timestamp,
  q1,
  q2,
  q3,
  q5,
  q4,
  version_key,
  arrived_at,
  archive_key
)
SELECT
  survey_id,
  case_no,
  survey_timestamp,
  q1,
  q2,
  q3,
  q5,
  q4,
  version_key,
  arrived_at,
  archive_key
FROM newer_survey;

INSERT INTO ops.batch_object (
  archive_key, kind, source, row_count, last_arrived_at, last_event_at, run_id, published_at
)
SELECT
  o.archive_key,
  'surveys',
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
    MAX(survey_timestamp) AS last_event_at
  FROM copied_survey
  GROUP BY archive_key
) AS o
LEFT JOIN ops.batch_object AS b ON b.archive_key = o.archive_key
WHERE b.archive_key IS NULL;

-- The batch layer has them now, and heals what the speed layer may have got wrong.
DELETE FROM speed.fact_survey
WHERE archive_key IN (SELECT archive_key FROM ops.batch_object WHERE kind = 'surveys');
