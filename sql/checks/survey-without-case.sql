-- The case of a survey is there within a day of the survey's arrival. Until then the survey counts under Unknown in breakdowns.
-- Severity: warn
-- Next: look for the case in care.quarantine and in the producer, then send it again
WITH surveys AS (
  SELECT s.survey_id, s.case_no, s.arrived_at FROM batch.fact_survey s
  UNION ALL
  SELECT s.survey_id, s.case_no, s.arrived_at FROM speed.fact_survey s
),
cases AS (
  SELECT c.case_no FROM batch.fact_case c
  UNION
  SELECT c.case_no FROM speed.fact_case c
)
SELECT DISTINCT
  'survey ' || s.survey_id AS subject,
  'case ' || s.case_no || ' is not there' AS finding
FROM surveys s
LEFT JOIN cases c ON c.case_no = s.case_no
WHERE c.case_no IS NULL AND s.arrived_at < DATEADD(day, -1, GETDATE())
