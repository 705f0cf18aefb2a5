-- What each current survey counts for: the class of each answer, and the answers of each class.
-- Grain: one row for each survey.
-- Negative, then neutral, then positive: the first range that holds the score wins; null where none does. Y is positive, N negative.
-- A class is -1, 0 or 1 (sign) before it is a word, which is cheap for millions of answers.
-- NPS looks at Q5 alone: 9 and 10 are promoters, 1 to 6 detractors.
CREATE VIEW metrics.survey_measure AS
WITH answers AS (
  SELECT
    s.survey_id,
    s.case_no,
    s.survey_timestamp,
    s.q1,
    s.q2,
    s.q3,
    s.q4,
    s.q5,
    CASE
      WHEN s.q1 BETWEEN r.q1_negative_low AND r.q1_negative_high THEN -1
      WHEN s.q1 BETWEEN r.q1_neutral_low AND r.q1_neutral_high THEN 0
      WHEN s.q1 BETWEEN r.q1_positive_low AND r.q1_positive_high THEN 1
    END AS q1_sign,
    CASE
      WHEN s.q2 BETWEEN r.q2_negative_low AND r.q2_negative_high THEN -1
      WHEN s.q2 BETWEEN r.q2_neutral_low AND r.q2_neutral_high THEN 0
      WHEN s.q2 BETWEEN r.q2_positive_low AND r.q2_positive_high THEN 1
    END AS q2_sign,
    CASE
      WHEN s.q3 BETWEEN r.q3_negative_low AND r.q3_negative_high THEN -1
      WHEN s.q3 BETWEEN r.q3_neutral_low AND r.q3_neutral_high THEN 0
      WHEN s.q3 BETWEEN r.q3_positive_low AND r.q3_positive_high THEN 1
    END AS q3_sign,
    CASE
      WHEN r.is_q4_options = 1 AND s.q4 = 'N' THEN -1
      WHEN r.is_q4_options = 1 AND s.q4 = 'Y' THEN 1
    END AS q4_sign,
    CASE
      WHEN s.q5 BETWEEN r.q5_negative_low AND r.q5_negative_high THEN -1
      WHEN s.q5 BETWEEN r.q5_neutral_low AND r.q5_neutral_high THEN 0
      WHEN s.q5 BETWEEN r.q5_positive_low AND r.q5_positive_high THEN 1
    END AS q5_sign
  FROM metrics.current_survey s
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
  CASE WHEN a.q1_sign = 1 THEN 1 ELSE 0 END
    + CASE WHEN a.q2_sign = 1 THEN 1 ELSE 0 END
    + CASE WHEN a.q3_sign = 1 THEN 1 ELSE 0 END
    + CASE WHEN a.q4_sign = 1 THEN 1 ELSE 0 END
    + CASE WHEN a.q5_sign = 1 THEN 1 ELSE 0 END AS positive_responses,
  CASE WHEN a.q1_sign = 0 THEN 1 ELSE 0 END
    + CASE WHEN a.q2_sign = 0 THEN 1 ELSE 0 END
    + CASE WHEN a.q3_sign = 0 THEN 1 ELSE 0 END
    + CASE WHEN a.q4_sign = 0 THEN 1 ELSE 0 END
    + CASE WHEN a.q5_sign = 0 THEN 1 ELSE 0 END AS neutral_responses,
  CASE WHEN a.q1_sign = -1 THEN 1 ELSE 0 END
    + CASE WHEN a.q2_sign = -1 THEN 1 ELSE 0 END
    + CASE WHEN a.q3_sign = -1 THEN 1 ELSE 0 END
    + CASE WHEN a.q4_sign = -1 THEN 1 ELSE 0 END
    + CASE WHEN a.q5_sign = -1 THEN 1 ELSE 0 END AS negative_responses,
  CASE WHEN a.q5 BETWEEN 9 AND 10 THEN 1 ELSE 0 END AS is_promoter,
  CASE WHEN a.q5 BETWEEN 1 AND 6 THEN 1 ELSE 0 END AS is_detractor,
  CASE WHEN a.q5 IS NOT NULL THEN 1 ELSE 0 END AS is_nps_answer
FROM answers a
