-- The surveys behind a number, the least satisfied first.
SELECT
  f.survey_id,
  f.case_no,
  f.survey_timestamp,
  f.q1,
  f.q2,
  f.q3,
  f.q4,
  f.q5,
  f.positive_responses,
  f.neutral_responses,
  f.negative_responses,
  f.priority_level,
  f.call_center_key,
  f.call_center_location,
  f.channel_key,
  f.category_description,
  f.sub_category_description,
  f.country_key,
  f.agent_key,
  COUNT(*) OVER () AS total
FROM care.fact_survey f
WHERE f.survey_timestamp >= CAST(:period_from AS TIMESTAMP) AND f.survey_timestamp < CAST(:period_to AS TIMESTAMP)
  AND {{include filters}}
ORDER BY f.negative_responses DESC, f.positive_responses, f.survey_timestamp DESC, f.survey_id
LIMIT {{row_limit}}
