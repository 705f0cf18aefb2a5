-- What each current survey counts for: the class of each answer, and the answers of each class.
-- Grain: one row for each survey.
-- Negative, then neutral, then positive: the first range that holds the score wins; null where none does. Y is positive, N negative.
-- A class is -1, 0 or 1 (sign) before it is a word, which is cheap for millions of answers.
-- NPS looks at Q5 alone: 9 and 10 are promoters, 1 to 6 detractors.
CREATE VIEW metrics.survey_measure AS
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
  FROM metrics.current_survey s
),
{{include measured_surveys}}
