-- One row for each survey_id among the copied events: its greatest version. Of equal versions the one that
-- arrived first, so that the same events give the same rows in however many runs.
SELECT
  {{include fact_survey_columns}}
FROM copied_survey AS c
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY survey_id ORDER BY version_key DESC, arrived_at, archive_key
) = 1
