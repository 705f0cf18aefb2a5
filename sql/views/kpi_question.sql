-- The answers to each survey question.
-- Grain: one row for each question and civil day with an answer.
-- Unit: answers; average of the scores.
-- Time: business-local, by survey_timestamp.
CREATE VIEW care.kpi_question AS
WITH answers AS (
  SELECT a.day, a.question_id, a.score, a.answers, a.response_class
  FROM metrics.answer_count a
),
k AS (
  SELECT
    a.day,
    a.question_id,
    SUM(a.answers) AS answers,
    SUM(CASE WHEN a.response_class = 'positive' THEN a.answers ELSE 0 END) AS positive,
    SUM(CASE WHEN a.response_class = 'neutral' THEN a.answers ELSE 0 END) AS neutral,
    SUM(CASE WHEN a.response_class = 'negative' THEN a.answers ELSE 0 END) AS negative,
    SUM(CASE WHEN a.score IS NOT NULL THEN a.answers END) AS scored,
    SUM(a.score * a.answers) AS total_score
  FROM answers a
  GROUP BY 1, 2
)
SELECT
  -- Civil day, business-local
  k.day,
  -- Key of the question, such as Q1
  k.question_id,
  -- The question in words; Unknown where the dimension lacks it
  NVL(q.question_desc, 'Unknown') AS label,
  -- Answers given that day
  CAST(k.answers AS BIGINT) AS answers,
  -- Of those answers, the ones in the question's positive range, or Y
  CAST(k.positive AS BIGINT) AS positive,
  -- Of those answers, the ones in the question's neutral range
  CAST(k.neutral AS BIGINT) AS neutral,
  -- Of those answers, the ones in the question's negative range, or N
  CAST(k.negative AS BIGINT) AS negative,
  -- Mean score; null for a question that is answered with Y or N
  CAST(k.total_score AS DOUBLE PRECISION) / k.scored AS average_score
FROM k
LEFT JOIN metrics.question q ON q.question_id = k.question_id
