-- What the speed layer changes among the surveys, made like metrics.case_change. A survey of the batch layer whose case the speed
-- layer has is in both signs with the same values: its case may have gone to another member.
-- Grain: one row for each sign and survey of speed.fact_survey or speed.batch_survey.
CREATE VIEW metrics.survey_version AS
SELECT
  1 AS sign,
  s.survey_id, s.case_no, s.survey_timestamp, s.q1, s.q2, s.q3, s.q4, s.q5
FROM speed.fact_survey s
LEFT JOIN speed.batch_survey b ON b.survey_id = s.survey_id
WHERE b.survey_id IS NULL OR s.version_key >= b.version_key
UNION ALL
SELECT
  1,
  b.survey_id, b.case_no, b.survey_timestamp, b.q1, b.q2, b.q3, b.q4, b.q5
FROM speed.batch_survey b
LEFT JOIN speed.fact_survey s ON s.survey_id = b.survey_id
WHERE s.survey_id IS NULL OR b.version_key > s.version_key
UNION ALL
SELECT
  -1,
  b.survey_id, b.case_no, b.survey_timestamp, b.q1, b.q2, b.q3, b.q4, b.q5
FROM speed.batch_survey b
