-- The current cases, batch and speed as one, with the labels of the dimensions and the keys of the periods.
-- Grain: one row for each case. A filter on its keys gives the cases behind any number of the KPI views.
-- Unit: minutes and hours; flags are 1 or 0.
-- Time: business-local.
-- SLA met: closed up to the moment that is SLA hours after registration. Breached: closed later, or Open and now is past it.
CREATE VIEW care.fact_case AS
WITH c AS (
  SELECT
    {{include case_fields}},
    c.closed_at,
    c.resolution_seconds,
    c.created_hour,
    c.created_day,
    c.created_week,
    c.created_month,
    c.closed_hour,
    c.closed_day,
    c.closed_week,
    c.closed_month,
    k.priority_level,
    k.severity,
    k.sla_hours,
    {{include case_measures}},
    {{include sla_breached}},
    k.category_key,
    k.sub_category_key,
    k.category_description,
    k.sub_category_description
  FROM metrics.current_case c
  LEFT JOIN metrics.category k ON k.category_key = c.category AND k.sub_category_key = c.sub_category
)
SELECT
  -- Number of the case
  c.case_no,
  -- When it was registered
  c.create_timestamp,
  -- When its current state was reached
  c.last_modified_timestamp,
  -- Open or Closed
  c.status,
  -- When it was closed; null while it is Open
  c.closed_at,
  -- Minutes from registration to closing; null while it is Open
  CAST(c.resolution_seconds AS DOUBLE PRECISION) / 60 AS resolution_minutes,
  -- Employee who registered it, as the event has it
  c.created_employee_key,
  -- Call centre, as the event has it
  c.call_center_id,
  -- Category, as the event has it
  c.category,
  -- Sub-category, as the event has it
  c.sub_category,
  -- Channel, as the event has it
  c.communication_mode,
  -- Country, as the event has it
  c.country_cd,
  -- Product, as the event has it
  c.product_code,
  -- Key of the priority that the category leads to; Unknown where it leads to none
  NVL(c.priority_key, 'Unknown') AS priority_key,
  -- Level of the priority
  NVL(c.priority_level, 'Unknown') AS priority_level,
  -- Severity of the priority
  NVL(c.severity, 'Unknown') AS severity,
  -- 1 where the priority level is Highest or High
  c.is_priority,
  -- Hours until it must be closed; null where there is no SLA
  c.sla_hours,
  -- When it must be closed at the latest; null where there is no SLA
  c.sla_due_at,
  -- 1 while it is Open
  c.is_open,
  -- 1 where it was closed within its SLA
  c.is_sla_met,
  -- 1 where it was closed after its SLA, or is still Open when it is past
  c.is_sla_breached,
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
  CASE WHEN c.communication_mode IN ('Call', 'Chat', 'Email') THEN c.communication_mode ELSE 'Unknown' END AS channel_key,
  -- Member key of kpi_by_category
  NVL(c.category_key || '/' || c.sub_category_key, 'Unknown') AS category_key,
  -- The category in words
  c.category_description,
  -- The sub-category in words
  c.sub_category_description,
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
  c.created_hour,
  -- Civil day of the registration
  c.created_day,
  -- Monday of the ISO week of the registration
  c.created_week,
  -- First day of the month of the registration
  c.created_month,
  -- Business week of the registration: business year x 100 + week; null where the calendar lacks the date
  bc.week_key AS created_business_week,
  -- Business month of the registration: business year x 100 + month; null where the calendar lacks the date
  bc.month_key AS created_business_month,
  -- Business quarter of the registration: business year x 10 + quarter; null where the calendar lacks the date
  bc.quarter_key AS created_business_quarter,
  -- Civil hour of the closing; null while it is Open
  c.closed_hour,
  -- Civil day of the closing; null while it is Open
  c.closed_day,
  -- Monday of the ISO week of the closing; null while it is Open
  c.closed_week,
  -- First day of the month of the closing; null while it is Open
  c.closed_month,
  -- Business week of the closing: business year x 100 + week; null where the calendar lacks the date
  bx.week_key AS closed_business_week,
  -- Business month of the closing: business year x 100 + month; null where the calendar lacks the date
  bx.month_key AS closed_business_month,
  -- Business quarter of the closing: business year x 10 + quarter; null where the calendar lacks the date
  bx.quarter_key AS closed_business_quarter
FROM c
{{include member_joins}}
LEFT JOIN metrics.business_day bc ON bc.calendar_date = c.created_day
LEFT JOIN metrics.business_day bx ON bx.calendar_date = c.closed_day
