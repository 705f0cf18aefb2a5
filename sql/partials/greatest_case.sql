-- One row for each case_no among the copied events: its greatest version. Of equal versions the one that
-- arrived first, so that the same events give the same rows in however many runs.
SELECT
  {{include fact_case_columns}}
FROM copied_case AS c
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY case_no ORDER BY version_key DESC, arrived_at, archive_key
) = 1
