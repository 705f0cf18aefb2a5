-- The same as questions.sql over the surveys that pass the filters, in any span of time.
WITH {{include answers_of_facts}},
texts AS (
  SELECT q.question_id, MAX(q.label) AS label
  FROM care.kpi_question q
  GROUP BY 1
)
SELECT
  a.question_id,
  MAX(t.label) AS label,
  CAST(SUM(a.answers) AS BIGINT) AS answers,
  CAST(SUM(CASE WHEN a.response_class = 'positive' THEN a.answers ELSE 0 END) AS BIGINT) AS positive,
  CAST(SUM(CASE WHEN a.response_class = 'neutral' THEN a.answers ELSE 0 END) AS BIGINT) AS neutral,
  CAST(SUM(CASE WHEN a.response_class = 'negative' THEN a.answers ELSE 0 END) AS BIGINT) AS negative
FROM answers a
LEFT JOIN texts t ON t.question_id = a.question_id
GROUP BY 1
ORDER BY 1
LIMIT {{row_limit}}
