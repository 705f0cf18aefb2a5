-- What the surveys that the speed layer changes count for, now (sign 1) and in the batch layer (sign -1).
-- Grain: one row for each sign and survey of metrics.survey_version.
CREATE VIEW metrics.survey_change AS
WITH answers AS (
  SELECT
    s.sign,
    s.survey_id,
    s.case_no,
    s.survey_timestamp,
    s.q1,
    s.q2,
    s.q3,
    s.q4,
    s.q5,
    {{include answer_signs}}
  FROM metrics.survey_version s
  CROSS JOIN metrics.answer_range r
)
SELECT
  a.sign,
  a.survey_id,
  a.case_no,
  a.survey_timestamp,
  a.q1,
  a.q2,
  a.q3,
  a.q4,
  a.q5,
  a.q1_sign,
  a.q2_sign,
  a.q3_sign,
  a.q4_sign,
  a.q5_sign,
  {{include survey_measures}}
FROM answers a
