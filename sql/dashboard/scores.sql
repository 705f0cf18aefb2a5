-- How often each answer to each question was given over whole days.
SELECT d.question_id, d.score, d.choice, d.response_class, CAST(SUM(d.answers) AS BIGINT) AS answers
FROM care.survey_score_distribution d
WHERE d.day >= CAST(:period_from AS DATE) AND d.day < CAST(:period_to AS DATE)
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4
LIMIT {{row_limit}}
