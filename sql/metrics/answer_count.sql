-- How often each answer was given.
-- Grain: one row for each civil day, question and answer that occurs.
CREATE VIEW metrics.answer_count AS
WITH surveys AS (
  SELECT * FROM metrics.survey_measure
),
answers AS (
  SELECT
    DATE_TRUNC('day', s.survey_timestamp) AS day_start,
    'Q1' AS question_id,
    s.q1 AS score,
    CAST(NULL AS VARCHAR(1)) AS choice,
    s.q1_sign AS sign,
    COUNT(*) AS answers
  FROM surveys s
  WHERE s.q1 IS NOT NULL
  GROUP BY 1, 3, 5
  UNION ALL
  SELECT DATE_TRUNC('day', s.survey_timestamp), 'Q2', s.q2, CAST(NULL AS VARCHAR(1)), s.q2_sign, COUNT(*)
  FROM surveys s
  WHERE s.q2 IS NOT NULL
  GROUP BY 1, 3, 5
  UNION ALL
  SELECT DATE_TRUNC('day', s.survey_timestamp), 'Q3', s.q3, CAST(NULL AS VARCHAR(1)), s.q3_sign, COUNT(*)
  FROM surveys s
  WHERE s.q3 IS NOT NULL
  GROUP BY 1, 3, 5
  UNION ALL
  SELECT DATE_TRUNC('day', s.survey_timestamp), 'Q4', CAST(NULL AS SMALLINT), s.q4, s.q4_sign, COUNT(*)
  FROM surveys s
  WHERE s.q4 IS NOT NULL
  GROUP BY 1, 4, 5
  UNION ALL
  SELECT DATE_TRUNC('day', s.survey_timestamp), 'Q5', s.q5, CAST(NULL AS VARCHAR(1)), s.q5_sign, COUNT(*)
  FROM surveys s
  WHERE s.q5 IS NOT NULL
  GROUP BY 1, 3, 5
)
SELECT
  CAST(a.day_start AS DATE) AS day,
  a.question_id,
  a.score,
  a.choice,
  a.answers,
  CASE a.sign WHEN 1 THEN 'positive' WHEN 0 THEN 'neutral' WHEN -1 THEN 'negative' END AS response_class
FROM answers a
