-- How often each answer was given.
-- Grain: one row for each civil day, question and answer that occurs.
CREATE VIEW metrics.answer_count AS
WITH answers AS (
  SELECT DATE_TRUNC('day', s.survey_timestamp) AS day_start, 'Q1' AS question_id, s.q1 AS score, CAST(NULL AS VARCHAR(1)) AS choice, COUNT(*) AS answers
  FROM metrics.current_survey s WHERE s.q1 IS NOT NULL GROUP BY 1, 3
  UNION ALL
  SELECT DATE_TRUNC('day', s.survey_timestamp), 'Q2', s.q2, CAST(NULL AS VARCHAR(1)), COUNT(*)
  FROM metrics.current_survey s WHERE s.q2 IS NOT NULL GROUP BY 1, 3
  UNION ALL
  SELECT DATE_TRUNC('day', s.survey_timestamp), 'Q3', s.q3, CAST(NULL AS VARCHAR(1)), COUNT(*)
  FROM metrics.current_survey s WHERE s.q3 IS NOT NULL GROUP BY 1, 3
  UNION ALL
  SELECT DATE_TRUNC('day', s.survey_timestamp), 'Q4', CAST(NULL AS SMALLINT), s.q4, COUNT(*)
  FROM metrics.current_survey s WHERE s.q4 IS NOT NULL GROUP BY 1, 4
  UNION ALL
  SELECT DATE_TRUNC('day', s.survey_timestamp), 'Q5', s.q5, CAST(NULL AS VARCHAR(1)), COUNT(*)
  FROM metrics.current_survey s WHERE s.q5 IS NOT NULL GROUP BY 1, 3
)
SELECT
  CAST(a.day_start AS DATE) AS day,
  a.question_id,
  a.score,
  a.choice,
  a.answers,
  c.response_class
FROM answers a
LEFT JOIN metrics.answer_class c
  ON c.question_id = a.question_id AND (c.score = a.score OR c.choice = a.choice)
