-- One load of case events: everything in the manifest becomes facts, or nothing does.
-- Applying it twice changes nothing: rows of objects in the ledger are dropped first.
LOCK ops.writer_lock;

CREATE TEMP TABLE arrived (LIKE staging.case_event);

COPY arrived
FROM '{{manifest_url}}'
IAM_ROLE '{{copy_role}}'
FORMAT AS PARQUET
MANIFEST;

DELETE FROM arrived
WHERE archive_key IN (SELECT archive_key FROM ops.load_ledger WHERE kind = 'cases');

-- One row for each case, the greatest version, where it is greater than the one that is there.
CREATE TEMP TABLE newer AS
SELECT
  latest.case_no,
  latest.create_timestamp,
  latest.last_modified_timestamp,
  latest.created_employee_key,
  latest.call_center_id,
  latest.status,
  latest.category,
  latest.sub_category,
  latest.communication_mode,
  latest.country_cd,
  latest.product_code,
  latest.version_key,
  latest.arrived_at,
  latest.archive_key
FROM (
  SELECT
    arrived.*,
    ROW_NUMBER() OVER (
      PARTITION BY case_no
      ORDER BY version_key DESC, arrived_at, archive_key, sub_sequence_number, element
    ) AS place
  FROM arrived
) AS latest
LEFT JOIN speed.fact_case AS present ON present.case_no = latest.case_no
WHERE latest.place = 1
  AND (present.case_no IS NULL OR latest.version_key > present.version_key);

-- Away and in again: MERGE takes the local engine ten times as long, ADR 48.
DELETE FROM speed.fact_case
WHERE case_no IN (SELECT case_no FROM newer);

INSERT INTO speed.fact_case (
  {{include fact_case_columns}}
)
SELECT
  {{include fact_case_columns}}
FROM newer;

-- What these cases change of the batch layer's sums, and the members that their surveys belong to.
DELETE FROM speed.case_change
WHERE case_no IN (SELECT case_no FROM newer);

INSERT INTO speed.case_change (
  sign,
  {{include measured_case_columns}}
)
WITH touched AS (
  SELECT case_no FROM newer
),
{{include case_changes}};

CREATE TEMP TABLE touched_survey AS
SELECT survey_id FROM speed.fact_survey WHERE case_no IN (SELECT case_no FROM newer)
UNION
SELECT survey_id FROM batch.fact_survey WHERE case_no IN (SELECT case_no FROM newer);

DELETE FROM speed.survey_change
WHERE survey_id IN (SELECT survey_id FROM touched_survey);

INSERT INTO speed.survey_change (
  sign,
  {{include survey_change_columns}}
)
WITH touched AS (
  SELECT survey_id FROM touched_survey
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
  SELECT 'cases' AS kind, archive_key, source, shard_id, sequence_number, arrived_at, last_modified_timestamp AS event_at
  FROM arrived
)
{{include loaded_objects}};
