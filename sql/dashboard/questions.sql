-- The answers to each question over whole days.
SELECT
  q.question_id,
  MAX(q.label) AS label,
  CAST(SUM(q.answers) AS BIGINT) AS answers,
  CAST(SUM(q.positive) AS BIGINT) AS positive,
  CAST(SUM(q.neutral) AS BIGINT) AS neutral,
  CAST(SUM(q.negative) AS BIGINT) AS negative
FROM care.kpi_question q
WHERE q.day >= CAST(:period_from AS DATE) AND q.day < CAST(:period_to AS DATE)
GROUP BY 1
ORDER BY 1
LIMIT {{row_limit}}
