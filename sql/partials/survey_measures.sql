CASE WHEN a.q1_sign = 1 THEN 1 ELSE 0 END
  + CASE WHEN a.q2_sign = 1 THEN 1 ELSE 0 END
  + CASE WHEN a.q3_sign = 1 THEN 1 ELSE 0 END
  + CASE WHEN a.q4_sign = 1 THEN 1 ELSE 0 END
  + CASE WHEN a.q5_sign = 1 THEN 1 ELSE 0 END AS positive_responses,
CASE WHEN a.q1_sign = 0 THEN 1 ELSE 0 END
  + CASE WHEN a.q2_sign = 0 THEN 1 ELSE 0 END
  + CASE WHEN a.q3_sign = 0 THEN 1 ELSE 0 END
  + CASE WHEN a.q4_sign = 0 THEN 1 ELSE 0 END
  + CASE WHEN a.q5_sign = 0 THEN 1 ELSE 0 END AS neutral_responses,
CASE WHEN a.q1_sign = -1 THEN 1 ELSE 0 END
  + CASE WHEN a.q2_sign = -1 THEN 1 ELSE 0 END
  + CASE WHEN a.q3_sign = -1 THEN 1 ELSE 0 END
  + CASE WHEN a.q4_sign = -1 THEN 1 ELSE 0 END
  + CASE WHEN a.q5_sign = -1 THEN 1 ELSE 0 END AS negative_responses,
CASE WHEN a.q5 BETWEEN 9 AND 10 THEN 1 ELSE 0 END AS is_promoter,
CASE WHEN a.q5 BETWEEN 1 AND 6 THEN 1 ELSE 0 END AS is_detractor,
CASE WHEN a.q5 IS NOT NULL THEN 1 ELSE 0 END AS is_nps_answer
