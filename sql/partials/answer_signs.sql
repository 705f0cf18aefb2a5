CASE
  WHEN s.q1 BETWEEN r.q1_negative_low AND r.q1_negative_high THEN -1
  WHEN s.q1 BETWEEN r.q1_neutral_low AND r.q1_neutral_high THEN 0
  WHEN s.q1 BETWEEN r.q1_positive_low AND r.q1_positive_high THEN 1
END AS q1_sign,
CASE
  WHEN s.q2 BETWEEN r.q2_negative_low AND r.q2_negative_high THEN -1
  WHEN s.q2 BETWEEN r.q2_neutral_low AND r.q2_neutral_high THEN 0
  WHEN s.q2 BETWEEN r.q2_positive_low AND r.q2_positive_high THEN 1
END AS q2_sign,
CASE
  WHEN s.q3 BETWEEN r.q3_negative_low AND r.q3_negative_high THEN -1
  WHEN s.q3 BETWEEN r.q3_neutral_low AND r.q3_neutral_high THEN 0
  WHEN s.q3 BETWEEN r.q3_positive_low AND r.q3_positive_high THEN 1
END AS q3_sign,
CASE
  WHEN r.is_q4_options = 1 AND s.q4 = 'N' THEN -1
  WHEN r.is_q4_options = 1 AND s.q4 = 'Y' THEN 1
END AS q4_sign,
CASE
  WHEN s.q5 BETWEEN r.q5_negative_low AND r.q5_negative_high THEN -1
  WHEN s.q5 BETWEEN r.q5_neutral_low AND r.q5_neutral_high THEN 0
  WHEN s.q5 BETWEEN r.q5_positive_low AND r.q5_positive_high THEN 1
END AS q5_sign
