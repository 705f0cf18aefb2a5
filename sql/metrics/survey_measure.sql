-- What each current survey counts for: the class of each answer, and the answers of each class.
-- Grain: one row for each survey.
-- NPS looks at Q5 alone: 9 and 10 are promoters, 1 to 6 detractors.
-- The classes are named once and joined five times, so that they are planned once: that is most of a KPI view's planning.
CREATE VIEW metrics.survey_measure AS
WITH classes AS (
  SELECT * FROM metrics.answer_class
)
SELECT
  s.survey_id,
  s.case_no,
  s.survey_timestamp,
  s.q1,
  s.q2,
  s.q3,
  s.q4,
  s.q5,
  a1.response_class AS q1_class,
  a2.response_class AS q2_class,
  a3.response_class AS q3_class,
  a4.response_class AS q4_class,
  a5.response_class AS q5_class,
  NVL(a1.is_positive, 0) + NVL(a2.is_positive, 0) + NVL(a3.is_positive, 0)
    + NVL(a4.is_positive, 0) + NVL(a5.is_positive, 0) AS positive_responses,
  NVL(a1.is_neutral, 0) + NVL(a2.is_neutral, 0) + NVL(a3.is_neutral, 0)
    + NVL(a4.is_neutral, 0) + NVL(a5.is_neutral, 0) AS neutral_responses,
  NVL(a1.is_negative, 0) + NVL(a2.is_negative, 0) + NVL(a3.is_negative, 0)
    + NVL(a4.is_negative, 0) + NVL(a5.is_negative, 0) AS negative_responses,
  CASE WHEN s.q5 BETWEEN 9 AND 10 THEN 1 ELSE 0 END AS is_promoter,
  CASE WHEN s.q5 BETWEEN 1 AND 6 THEN 1 ELSE 0 END AS is_detractor,
  CASE WHEN s.q5 IS NOT NULL THEN 1 ELSE 0 END AS is_nps_answer
FROM metrics.current_survey s
LEFT JOIN classes a1 ON a1.question_id = 'Q1' AND a1.score = s.q1
LEFT JOIN classes a2 ON a2.question_id = 'Q2' AND a2.score = s.q2
LEFT JOIN classes a3 ON a3.question_id = 'Q3' AND a3.score = s.q3
LEFT JOIN classes a4 ON a4.question_id = 'Q4' AND a4.choice = s.q4
LEFT JOIN classes a5 ON a5.question_id = 'Q5' AND a5.score = s.q5
