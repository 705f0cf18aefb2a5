-- A status is Open or Closed, a score 1 to 10, a choice Y or N: any other value is counted nowhere, or as open.
-- Severity: block
-- Next: such events are quarantined on arrival, so look at what wrote the archive object that the row names, put the right object in its place and run casepulse batch --full
WITH cases AS (
  SELECT c.case_no, c.status, c.archive_key FROM batch.fact_case c
  UNION ALL
  SELECT c.case_no, c.status, c.archive_key FROM speed.fact_case c
),
surveys AS (
  SELECT s.survey_id, s.q1, s.q2, s.q3, s.q4, s.q5, s.archive_key FROM batch.fact_survey s
  UNION ALL
  SELECT s.survey_id, s.q1, s.q2, s.q3, s.q4, s.q5, s.archive_key FROM speed.fact_survey s
)
SELECT 'case ' || c.case_no AS subject, 'status ' || c.status || ', ' || c.archive_key AS finding
FROM cases c
WHERE c.status NOT IN ('Open', 'Closed')
UNION ALL
SELECT 'survey ' || s.survey_id, 'an answer that can not be, ' || s.archive_key
FROM surveys s
WHERE s.q1 NOT BETWEEN 1 AND 10
  OR s.q2 NOT BETWEEN 1 AND 10
  OR s.q3 NOT BETWEEN 1 AND 10
  OR s.q5 NOT BETWEEN 1 AND 10
  OR s.q4 NOT IN ('Y', 'N')
