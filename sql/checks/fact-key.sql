-- Each case and each survey has one row in a layer: a second one is counted twice.
-- Severity: block
-- Next: run casepulse batch --full, which computes the batch facts anew from the archive and empties the speed layer of what it covers
SELECT 'case ' || c.case_no AS subject, CAST(COUNT(*) AS VARCHAR(20)) || ' rows in batch.fact_case' AS finding
FROM batch.fact_case c
GROUP BY c.case_no
HAVING COUNT(*) > 1
UNION ALL
SELECT 'case ' || c.case_no, CAST(COUNT(*) AS VARCHAR(20)) || ' rows in speed.fact_case'
FROM speed.fact_case c
GROUP BY c.case_no
HAVING COUNT(*) > 1
UNION ALL
SELECT 'survey ' || s.survey_id, CAST(COUNT(*) AS VARCHAR(20)) || ' rows in batch.fact_survey'
FROM batch.fact_survey s
GROUP BY s.survey_id
HAVING COUNT(*) > 1
UNION ALL
SELECT 'survey ' || s.survey_id, CAST(COUNT(*) AS VARCHAR(20)) || ' rows in speed.fact_survey'
FROM speed.fact_survey s
GROUP BY s.survey_id
HAVING COUNT(*) > 1
