-- What each survey of the batch layer counts for.
-- Grain: one row for each survey of the batch layer.
CREATE VIEW metrics.batch_survey AS
WITH surveys AS (
  SELECT
    s.survey_id,
    s.case_no,
    s.survey_timestamp,
    s.q1,
    s.q2,
    s.q3,
    s.q4,
    s.q5
  FROM batch.fact_survey s
),
{{include measured_surveys}}
