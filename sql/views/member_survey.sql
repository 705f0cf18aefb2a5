-- The current surveys with the members that their cases belong to and what they count for, no labels: what figures under filters are summed from.
-- Grain: one row for each survey, the same ones as of fact_survey, which has all else of them and takes far longer to sum.
-- Unit: answers; flags are 1 or 0.
-- Time: business-local.
CREATE VIEW care.member_survey AS
WITH surveys AS (
  SELECT
    b.survey_id, b.survey_timestamp, b.q1, b.q2, b.q3, b.q4, b.q5, c.priority_key, c.call_center_key, c.agent_key,
    c.channel_key, c.category_key, c.product_department, c.country_key
  FROM batch.fact_survey b
  LEFT JOIN speed.survey_change t ON t.survey_id = b.survey_id AND t.sign = -1
  LEFT JOIN batch.measured_case c ON c.case_no = b.case_no
  WHERE t.survey_id IS NULL
  UNION ALL
  SELECT
    s.survey_id, s.survey_timestamp, s.q1, s.q2, s.q3, s.q4, s.q5, c.priority_key, s.call_center_key, s.agent_key,
    s.channel_key, s.category_key, s.product_department, s.country_key
  FROM speed.survey_change s
  LEFT JOIN care.member_case c ON c.case_no = s.case_no
  WHERE s.sign = 1
),
answers AS (
  SELECT
    s.*,
    {{include answer_signs}}
  FROM surveys s
  CROSS JOIN metrics.answer_range r
),
k AS (
  SELECT
    a.*,
    {{include answer_classes}},
    {{include survey_measures}}
  FROM answers a
)
SELECT
  -- Number of the survey
  k.survey_id,
  -- When it was answered
  k.survey_timestamp,
  -- Answer to Q1, 1 to 10; null where unanswered
  k.q1,
  -- Answer to Q2, 1 to 10; null where unanswered
  k.q2,
  -- Answer to Q3, 1 to 10; null where unanswered
  k.q3,
  -- Answer to Q4, Y or N; null where unanswered
  k.q4,
  -- Answer to Q5, 1 to 10; null where unanswered
  k.q5,
  -- Class of the answer to Q1: positive, neutral or negative; null where unanswered or unclassified
  k.q1_class,
  -- Class of the answer to Q2: positive, neutral or negative; null where unanswered or unclassified
  k.q2_class,
  -- Class of the answer to Q3: positive, neutral or negative; null where unanswered or unclassified
  k.q3_class,
  -- Class of the answer to Q4: positive, neutral or negative; null where unanswered or unclassified
  k.q4_class,
  -- Class of the answer to Q5: positive, neutral or negative; null where unanswered or unclassified
  k.q5_class,
  -- Its answers that are positive
  k.positive_responses,
  -- Its answers that are neutral
  k.neutral_responses,
  -- Its answers that are negative
  k.negative_responses,
  -- 1 where Q5 is 9 or 10
  k.is_promoter,
  -- 1 where Q5 is 1 to 6
  k.is_detractor,
  -- 1 where Q5 is answered
  k.is_nps_answer,
  -- Key of the priority of its case; Unknown where there is none
  NVL(k.priority_key, 'Unknown') AS priority_key,
  -- Member key of kpi_by_call_center, of its case; Unknown where the case is not there yet
  NVL(k.call_center_key, 'Unknown') AS call_center_key,
  -- Member key of kpi_by_agent, of its case; Unknown where the case is not there yet
  NVL(k.agent_key, 'Unknown') AS agent_key,
  -- Member key of kpi_by_channel, of its case; Unknown where the case is not there yet
  NVL(k.channel_key, 'Unknown') AS channel_key,
  -- Member key of kpi_by_category, of its case; Unknown where the case is not there yet
  NVL(k.category_key, 'Unknown') AS category_key,
  -- Member key of kpi_by_product_department, of its case; Unknown where the case is not there yet
  NVL(k.product_department, 'Unknown') AS product_department,
  -- Member key of kpi_by_country, of its case; Unknown where the case is not there yet
  NVL(k.country_key, 'Unknown') AS country_key
FROM k
