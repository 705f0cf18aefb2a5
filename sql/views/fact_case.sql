-- The current cases, batch and speed as one, with the labels of the dimensions and the keys of the periods.
-- Grain: one row for each case. A filter on its keys gives the cases behind any number of the KPI views.
-- Unit: minutes and hours; flags are 1 or 0.
-- Time: business-local.
CREATE VIEW care.fact_case AS
WITH k AS (
  SELECT
    c.case_no,
    c.create_timestamp,
    c.last_modified_timestamp,
    c.created_employee_key,
    c.call_center_id,
    c.status,
    c.category,
    c.sub_category,
    c.communication_mode,
    c.country_cd,
    c.product_code,
    c.closed_at,
    c.resolution_seconds,
    c.priority_key,
    c.priority_level,
    c.severity,
    c.sla_hours,
    c.sla_due_at,
    c.is_priority,
    c.is_open,
    c.is_sla_met,
    c.is_sla_breached
  FROM metrics.case_measure c
)
SELECT
  -- Number of the case
  k.case_no,
  -- When it was registered
  k.create_timestamp,
  -- When its current state was reached
  k.last_modified_timestamp,
  -- Open or Closed
  k.status,
  -- When it was closed; null while it is Open
  k.closed_at,
  -- Minutes from registration to closing; null while it is Open
  CAST(k.resolution_seconds AS DOUBLE PRECISION) / 60 AS resolution_minutes,
  -- Employee who registered it, as the event has it
  k.created_employee_key,
  -- Call centre, as the event has it
  k.call_center_id,
  -- Category, as the event has it
  k.category,
  -- Sub-category, as the event has it
  k.sub_category,
  -- Channel, as the event has it
  k.communication_mode,
  -- Country, as the event has it
  k.country_cd,
  -- Product, as the event has it
  k.product_code,
  -- Key of the priority that the category leads to; Unknown where it leads to none
  NVL(k.priority_key, 'Unknown') AS priority_key,
  -- Level of the priority
  NVL(k.priority_level, 'Unknown') AS priority_level,
  -- Severity of the priority
  NVL(k.severity, 'Unknown') AS severity,
  -- 1 where the priority level is Highest or High
  k.is_priority,
  -- Hours until it must be closed; null where there is no SLA
  k.sla_hours,
  -- When it must be closed at the latest; null where there is no SLA
  k.sla_due_at,
  -- 1 while it is Open
  k.is_open,
  -- 1 where it was closed within its SLA
  k.is_sla_met,
  -- 1 where it was closed after its SLA, or is still Open when it is past
  k.is_sla_breached,
  -- Member key of kpi_by_call_center
  NVL(cc.call_center_id, 'Unknown') AS call_center_key,
  -- Company that runs the call centre
  cc.call_center_vendor,
  -- Where the call centre is
  cc.location AS call_center_location,
  -- Country of the call centre
  cc.country AS call_center_country,
  -- Member key of kpi_by_agent
  NVL(ag.employee_key, 'Unknown') AS agent_key,
  -- Member key of kpi_by_channel
  CASE WHEN k.communication_mode IN ('Call', 'Chat', 'Email') THEN k.communication_mode ELSE 'Unknown' END AS channel_key,
  -- Member key of kpi_by_category
  NVL(ct.category_key || '/' || ct.sub_category_key, 'Unknown') AS category_key,
  -- The category in words
  ct.category_description,
  -- The sub-category in words
  ct.sub_category_description,
  -- Member key of kpi_by_product_department
  NVL(pr.department, 'Unknown') AS product_department,
  -- Brand of the product
  pr.brand AS product_brand,
  -- Commodity of the product
  pr.commodity_desc AS product_commodity,
  -- Sub-commodity of the product
  pr.sub_commodity_desc AS product_sub_commodity,
  -- Member key of kpi_by_country
  NVL(co.country_cd, 'Unknown') AS country_key,
  -- Name of the country
  co.country_name,
  -- Civil hour of the registration
  DATE_TRUNC('hour', k.create_timestamp) AS created_hour,
  -- Civil day of the registration
  CAST(DATE_TRUNC('day', k.create_timestamp) AS DATE) AS created_day,
  -- Monday of the ISO week of the registration
  CAST(DATE_TRUNC('week', k.create_timestamp) AS DATE) AS created_week,
  -- First day of the month of the registration
  CAST(DATE_TRUNC('month', k.create_timestamp) AS DATE) AS created_month,
  -- Business week of the registration: business year x 100 + week; null where the calendar lacks the date
  bc.week_key AS created_business_week,
  -- Business month of the registration: business year x 100 + month; null where the calendar lacks the date
  bc.month_key AS created_business_month,
  -- Business quarter of the registration: business year x 10 + quarter; null where the calendar lacks the date
  bc.quarter_key AS created_business_quarter,
  -- Civil hour of the closing; null while it is Open
  DATE_TRUNC('hour', k.closed_at) AS closed_hour,
  -- Civil day of the closing; null while it is Open
  CAST(DATE_TRUNC('day', k.closed_at) AS DATE) AS closed_day,
  -- Monday of the ISO week of the closing; null while it is Open
  CAST(DATE_TRUNC('week', k.closed_at) AS DATE) AS closed_week,
  -- First day of the month of the closing; null while it is Open
  CAST(DATE_TRUNC('month', k.closed_at) AS DATE) AS closed_month,
  -- Business week of the closing: business year x 100 + week; null where the calendar lacks the date
  bx.week_key AS closed_business_week,
  -- Business month of the closing: business year x 100 + month; null where the calendar lacks the date
  bx.month_key AS closed_business_month,
  -- Business quarter of the closing: business year x 10 + quarter; null where the calendar lacks the date
  bx.quarter_key AS closed_business_quarter
FROM k
LEFT JOIN metrics.call_center cc ON cc.call_center_id = k.call_center_id
LEFT JOIN metrics.agent ag ON ag.employee_key = k.created_employee_key
LEFT JOIN metrics.category ct ON ct.category_key = k.category AND ct.sub_category_key = k.sub_category
LEFT JOIN metrics.product pr ON pr.product_id = k.product_code
LEFT JOIN metrics.country co ON co.country_cd = UPPER(k.country_cd)
LEFT JOIN metrics.business_day bc ON bc.calendar_date = CAST(DATE_TRUNC('day', k.create_timestamp) AS DATE)
LEFT JOIN metrics.business_day bx ON bx.calendar_date = CAST(DATE_TRUNC('day', k.closed_at) AS DATE)
