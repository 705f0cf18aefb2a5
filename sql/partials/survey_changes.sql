speed_surveys AS (
  SELECT s.survey_id, s.case_no, s.survey_timestamp, s.q1, s.q2, s.q3, s.q4, s.q5, s.version_key
  FROM touched t
  JOIN speed.fact_survey s ON s.survey_id = t.survey_id
),
batch_surveys AS (
  SELECT b.survey_id, b.case_no, b.survey_timestamp, b.q1, b.q2, b.q3, b.q4, b.q5, b.version_key
  FROM touched t
  JOIN batch.fact_survey b ON b.survey_id = t.survey_id
),
versions AS (
  SELECT 1 AS sign, s.survey_id, s.case_no, s.survey_timestamp, s.q1, s.q2, s.q3, s.q4, s.q5
  FROM speed_surveys s
  LEFT JOIN batch_surveys b ON b.survey_id = s.survey_id
  WHERE b.survey_id IS NULL OR s.version_key > b.version_key
  UNION ALL
  SELECT 1, b.survey_id, b.case_no, b.survey_timestamp, b.q1, b.q2, b.q3, b.q4, b.q5
  FROM batch_surveys b
  LEFT JOIN speed_surveys s ON s.survey_id = b.survey_id
  WHERE s.survey_id IS NULL OR s.version_key <= b.version_key
  UNION ALL
  SELECT -1, b.survey_id, b.case_no, b.survey_timestamp, b.q1, b.q2, b.q3, b.q4, b.q5
  FROM batch_surveys b
),
answers AS (
  SELECT
    s.sign,
    s.survey_id,
    s.case_no,
    s.survey_timestamp,
    s.q1,
    s.q2,
    s.q3,
    s.q4,
    s.q5,
    {{include answer_signs}}
  FROM versions s
  CROSS JOIN metrics.answer_range r
),
surveys AS (
  SELECT
    a.sign,
    a.survey_id,
    a.case_no,
    a.survey_timestamp,
    a.q1,
    a.q2,
    a.q3,
    a.q4,
    a.q5,
    {{include survey_measures}}
  FROM answers a
)
SELECT
  s.sign,
  s.survey_id,
  s.case_no,
  s.survey_timestamp,
  s.q1,
  s.q2,
  s.q3,
  s.q4,
  s.q5,
  s.positive_responses,
  s.neutral_responses,
  s.negative_responses,
  s.is_promoter,
  s.is_detractor,
  s.is_nps_answer,
  COALESCE(c.call_center_key, b.call_center_key, 'Unknown') AS call_center_key,
  COALESCE(c.agent_key, b.agent_key, 'Unknown') AS agent_key,
  COALESCE(c.channel_key, b.channel_key, 'Unknown') AS channel_key,
  COALESCE(c.category_key, b.category_key, 'Unknown') AS category_key,
  COALESCE(c.product_department, b.product_department, 'Unknown') AS product_department,
  COALESCE(c.country_key, b.country_key, 'Unknown') AS country_key
FROM surveys s
-- Its case with the same sign: as it is now, or as the batch layer has it.
LEFT JOIN speed.case_change c ON c.case_no = s.case_no AND c.sign = s.sign
LEFT JOIN batch.measured_case b ON b.case_no = s.case_no
