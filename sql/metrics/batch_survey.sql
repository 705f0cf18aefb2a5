-- What each survey of the batch layer counts for: the class of each answer, and the answers of each class.
-- Grain: one row for each survey of the batch layer.
-- Negative, then neutral, then positive: the first range that holds the score wins; null where none does. Y is positive, N negative.
-- A class is -1, 0 or 1 (sign) before it is a word, which is cheap for millions of answers.
-- NPS looks at Q5 alone: 9 and 10 are promoters, 1 to 6 detractors.
CREATE VIEW metrics.batch_survey AS
WITH answers AS (
  SELECT
    {{include survey_fields}},
    {{include answer_signs}}
  FROM batch.fact_survey s
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
