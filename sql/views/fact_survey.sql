-- The current surveys, batch and speed as one, with the class of each answer and the keys of their case and of the periods.
-- Grain: one row for each survey. A filter on its keys gives the surveys behind any number of the KPI views.
-- Unit: answers; flags are 1 or 0.
-- Time: business-local.
CREATE VIEW care.fact_survey AS
WITH answers AS (
  SELECT
    {{include survey_fields}},
    s.survey_hour,
    s.survey_day,
    s.survey_week,
    s.survey_month,
    {{include answer_signs}}
  FROM metrics.current_survey s
  CROSS JOIN metrics.answer_range r
),
k AS (
  SELECT
    a.survey_id,
    a.case_no,
    a.survey_timestamp,
    a.q1,
    a.q2,
    a.q3,
    a.q4,
    a.q5,
    a.survey_hour,
    a.survey_day,
    a.survey_week,
    a.survey_month,
    {{include answer_classes}},
    {{include survey_measures}}
  FROM answers a
)
SELECT
  -- Number of the survey
  k.survey_id,
  -- Case that it asks about
  k.case_no,
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
  -- 1 where its case is there
  CASE WHEN c.case_no IS NULL THEN 0 ELSE 1 END AS is_case_known,
  -- Member key of kpi_by_call_center, of its case; Unknown where the case is not there yet
  NVL(cc.call_center_id, 'Unknown') AS call_center_key,
  -- Member key of kpi_by_agent, of its case; Unknown where the case is not there yet
  NVL(ag.employee_key, 'Unknown') AS agent_key,
  -- Member key of kpi_by_channel, of its case; Unknown where the case is not there yet
  CASE WHEN c.communication_mode IN ('Call', 'Chat', 'Email') THEN c.communication_mode ELSE 'Unknown' END AS channel_key,
  -- Member key of kpi_by_category, of its case; Unknown where the case is not there yet
  NVL(ct.category_key || '/' || ct.sub_category_key, 'Unknown') AS category_key,
  -- Member key of kpi_by_product_department, of its case; Unknown where the case is not there yet
  NVL(pr.department, 'Unknown') AS product_department,
  -- Member key of kpi_by_country, of its case; Unknown where the case is not there yet
  NVL(co.country_cd, 'Unknown') AS country_key,
  -- Key of the priority of its case; Unknown where there is none
  NVL(ct.priority_key, 'Unknown') AS priority_key,
  -- Level of the priority of its case
  NVL(ct.priority_level, 'Unknown') AS priority_level,
  -- Severity of the priority of its case
  NVL(ct.severity, 'Unknown') AS severity,
  -- Company that runs the call centre of its case
  cc.call_center_vendor,
  -- Where the call centre of its case is
  cc.location AS call_center_location,
  -- The category of its case in words
  ct.category_description,
  -- The sub-category of its case in words
  ct.sub_category_description,
  -- Brand of the product of its case
  pr.brand AS product_brand,
  -- Name of the country of its case
  co.country_name,
  -- Civil hour of the answer
  k.survey_hour,
  -- Civil day of the answer
  k.survey_day,
  -- Monday of the ISO week of the answer
  k.survey_week,
  -- First day of the month of the answer
  k.survey_month,
  -- Business week of the answer: business year x 100 + week; null where the calendar lacks the date
  b.week_key AS survey_business_week,
  -- Business month of the answer: business year x 100 + month; null where the calendar lacks the date
  b.month_key AS survey_business_month,
  -- Business quarter of the answer: business year x 10 + quarter; null where the calendar lacks the date
  b.quarter_key AS survey_business_quarter
FROM k
LEFT JOIN metrics.current_case c ON c.case_no = k.case_no
LEFT JOIN metrics.category ct ON ct.category_key = c.category AND ct.sub_category_key = c.sub_category
{{include member_joins}}
LEFT JOIN metrics.business_day b ON b.calendar_date = k.survey_day
