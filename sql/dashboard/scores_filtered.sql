-- The same as scores.sql over the surveys that pass the filters, in any span of time.
WITH {{include answers_of_facts}}
SELECT a.question_id, a.score, a.choice, a.response_class, CAST(SUM(a.answers) AS BIGINT) AS answers
FROM answers a
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4
LIMIT {{row_limit}}
