-- The current version of each survey, over batch and speed as one; made like metrics.current_case.
-- Grain: one row for each survey_id that either layer has.
CREATE VIEW metrics.current_survey AS
WITH rivals AS (
  SELECT b.survey_id
  FROM speed.fact_survey s
  JOIN batch.fact_survey b ON b.survey_id = s.survey_id AND b.survey_timestamp >= s.survey_timestamp
),
batch_rivals AS (
  SELECT b.survey_id, b.version_key, b.case_no, b.survey_timestamp, b.q1, b.q2, b.q3, b.q5, b.q4
  FROM rivals r
  JOIN batch.fact_survey b ON b.survey_id = r.survey_id
),
compared AS (
  SELECT
    s.survey_id,
    CASE WHEN b.version_key > s.version_key THEN b.case_no ELSE s.case_no END AS case_no,
    CASE WHEN b.version_key > s.version_key THEN b.survey_timestamp ELSE s.survey_timestamp END AS survey_timestamp,
    CASE WHEN b.version_key > s.version_key THEN b.q1 ELSE s.q1 END AS q1,
    CASE WHEN b.version_key > s.version_key THEN b.q2 ELSE s.q2 END AS q2,
    CASE WHEN b.version_key > s.version_key THEN b.q3 ELSE s.q3 END AS q3,
    CASE WHEN b.version_key > s.version_key THEN b.q5 ELSE s.q5 END AS q5,
    CASE WHEN b.version_key > s.version_key THEN b.q4 ELSE s.q4 END AS q4
  FROM speed.fact_survey s
  LEFT JOIN batch_rivals b ON b.survey_id = s.survey_id
)
SELECT
  {{include survey_fields}},
  {{include survey_periods}}
FROM batch.fact_survey s
LEFT JOIN speed.fact_survey t ON t.survey_id = s.survey_id
WHERE t.survey_id IS NULL
UNION ALL
SELECT
  {{include survey_fields}},
  {{include survey_periods}}
FROM compared s
