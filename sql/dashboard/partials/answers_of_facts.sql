surveys AS (
  SELECT f.q1, f.q2, f.q3, f.q4, f.q5, f.q1_class, f.q2_class, f.q3_class, f.q4_class, f.q5_class
  FROM care.member_survey f
  WHERE f.survey_timestamp >= CAST(:period_from AS TIMESTAMP) AND f.survey_timestamp < CAST(:period_to AS TIMESTAMP)
    AND {{include filters}}
),
answers AS (
  SELECT 'Q1' AS question_id, s.q1 AS score, CAST(NULL AS VARCHAR(1)) AS choice, s.q1_class AS response_class, COUNT(*) AS answers
  FROM surveys s WHERE s.q1 IS NOT NULL GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT 'Q2', s.q2, CAST(NULL AS VARCHAR(1)), s.q2_class, COUNT(*)
  FROM surveys s WHERE s.q2 IS NOT NULL GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT 'Q3', s.q3, CAST(NULL AS VARCHAR(1)), s.q3_class, COUNT(*)
  FROM surveys s WHERE s.q3 IS NOT NULL GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT 'Q4', CAST(NULL AS SMALLINT), s.q4, s.q4_class, COUNT(*)
  FROM surveys s WHERE s.q4 IS NOT NULL GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT 'Q5', s.q5, CAST(NULL AS VARCHAR(1)), s.q5_class, COUNT(*)
  FROM surveys s WHERE s.q5 IS NOT NULL GROUP BY 1, 2, 3, 4
)
