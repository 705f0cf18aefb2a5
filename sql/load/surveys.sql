-- One load of survey events: everything in the manifest becomes facts, or nothing does.
-- Applying it twice changes nothing: rows of objects in the ledger are dropped first.
LOCK ops.writer_lock;

CREATE TEMP TABLE arrived (LIKE staging.survey_event);

COPY arrived
FROM '{{manifest_url}}'
IAM_ROLE '{{copy_role}}'
FORMAT AS PARQUET
MANIFEST;

DELETE FROM arrived
WHERE archive_key IN (SELECT archive_key FROM ops.load_ledger WHERE kind = 'surveys');

-- One row for each survey, the greatest version, where it is greater than the one that is there.
CREATE TEMP TABLE newer AS
SELECT
  latest.survey_id,
  latest.case_no,
  latest.survey_timestamp,
  latest.q1,
  latest.q2,
  latest.q3,
  latest.q5,
  latest.q4,
  latest.version_key,
  latest.arrived_at,
  latest.archive_key
FROM (
  SELECT
    arrived.*,
    ROW_NUMBER() OVER (
      PARTITION BY survey_id
      ORDER BY version_key DESC, arrived_at, archive_key, sub_sequence_number, element
    ) AS place
  FROM arrived
) AS latest
LEFT JOIN speed.fact_survey AS present ON present.survey_id = latest.survey_id
WHERE latest.place = 1
  AND (present.survey_id IS NULL OR latest.version_key > present.version_key);

-- Away and in again: MERGE takes the local engine ten times as long, ADR 48.
DELETE FROM speed.fact_survey
WHERE survey_id IN (SELECT survey_id FROM newer);

INSERT INTO speed.fact_survey (
  {{include fact_survey_columns}}
)
SELECT
  {{include fact_survey_columns}}
FROM newer;

-- What these surveys change of the batch layer's sums.
DELETE FROM speed.survey_change
WHERE survey_id IN (SELECT survey_id FROM newer);

INSERT INTO speed.survey_change (
  sign,
  {{include survey_change_columns}}
)
WITH touched AS (
  SELECT survey_id FROM newer
),
{{include survey_changes}};

INSERT INTO ops.load_ledger (
  archive_key,
  kind,
  source,
  shard_id,
  first_sequence_number,
  last_sequence_number,
  row_count,
  first_arrived_at,
  last_arrived_at,
  last_event_at,
  manifest_id,
  loaded_at
)
WITH events AS (
  SELECT 'surveys' AS kind, archive_key, source, shard_id, sequence_number, arrived_at, survey_timestamp AS event_at
  FROM arrived
)
{{include loaded_objects}};
