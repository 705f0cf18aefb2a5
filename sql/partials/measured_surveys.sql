answers AS (
  SELECT
    s.survey_id,
    s.case_no,
    s.survey_timestamp,
    s.q1,
    s.q2,
    s.q3,
    s.q4,
    s.q5,
    {{include answer_signs}}
  FROM surveys s
  CROSS JOIN metrics.answer_range r
)
SELECT
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
