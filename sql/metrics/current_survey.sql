-- The current version of each survey, over batch and speed as one; made like metrics.current_case.
-- Grain: one row for each survey_id that either layer has.
CREATE VIEW metrics.current_survey AS
WITH superseded_batch AS (
  SELECT s.survey_id
  FROM speed.fact_survey s
  JOIN batch.fact_survey b ON b.survey_id = s.survey_id AND s.version_key > b.version_key
),
superseded_speed AS (
  SELECT s.survey_id
  FROM speed.fact_survey s
  JOIN batch.fact_survey b ON b.survey_id = s.survey_id AND s.version_key <= b.version_key
)
SELECT
  b.survey_id, b.case_no, b.survey_timestamp, b.q1, b.q2, b.q3, b.q5, b.q4
FROM batch.fact_survey b
LEFT JOIN superseded_batch o ON o.survey_id = b.survey_id
WHERE o.survey_id IS NULL
UNION ALL
SELECT
  s.survey_id, s.case_no, s.survey_timestamp, s.q1, s.q2, s.q3, s.q5, s.q4
FROM speed.fact_survey s
LEFT JOIN superseded_speed o ON o.survey_id = s.survey_id
WHERE o.survey_id IS NULL
