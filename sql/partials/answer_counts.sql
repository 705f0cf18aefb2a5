SELECT
  DATE_TRUNC('day', s.survey_timestamp) AS day_start,
  'Q1' AS question_id,
  s.q1 AS score,
  CAST(NULL AS VARCHAR(1)) AS choice,
  CAST(SUM(s.sign) AS BIGINT) AS answers
FROM surveys s
WHERE s.q1 IS NOT NULL
GROUP BY 1, 3
UNION ALL
SELECT
  DATE_TRUNC('day', s.survey_timestamp),
  'Q2',
  s.q2,
  CAST(NULL AS VARCHAR(1)),
  CAST(SUM(s.sign) AS BIGINT)
FROM surveys s
WHERE s.q2 IS NOT NULL
GROUP BY 1, 3
UNION ALL
SELECT
  DATE_TRUNC('day', s.survey_timestamp),
  'Q3',
  s.q3,
  CAST(NULL AS VARCHAR(1)),
  CAST(SUM(s.sign) AS BIGINT)
FROM surveys s
WHERE s.q3 IS NOT NULL
GROUP BY 1, 3
UNION ALL
SELECT
  DATE_TRUNC('day', s.survey_timestamp),
  'Q4',
  CAST(NULL AS SMALLINT),
  s.q4,
  CAST(SUM(s.sign) AS BIGINT)
FROM surveys s
WHERE s.q4 IS NOT NULL
GROUP BY 1, 4
UNION ALL
SELECT
  DATE_TRUNC('day', s.survey_timestamp),
  'Q5',
  s.q5,
  CAST(NULL AS VARCHAR(1)),
  CAST(SUM(s.sign) AS BIGINT)
FROM surveys s
WHERE s.q5 IS NOT NULL
GROUP BY 1, 3
