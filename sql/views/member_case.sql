-- The current cases with the members that they belong to and what they count for, no labels: what figures under filters are summed from.
-- Grain: one row for each case, the same ones as of fact_case, which has all else of them and takes far longer to sum.
-- Unit: minutes; flags are 1 or 0.
-- Time: business-local.
CREATE VIEW care.member_case AS
WITH k AS (
  SELECT
    b.case_no, b.create_timestamp, b.closed_at, b.resolution_seconds, b.priority_key, b.sla_due_at, b.is_priority, b.is_open,
    b.is_sla_met, CASE WHEN b.sla_due_at < NVL(b.closed_at, {{include now}}) THEN 1 ELSE 0 END AS is_sla_breached,
    b.call_center_id, b.communication_mode, b.call_center_key, b.agent_key, b.channel_key, b.category_key,
    b.product_department, b.country_key
  FROM batch.measured_case b
  LEFT JOIN speed.case_change t ON t.case_no = b.case_no AND t.sign = -1
  WHERE t.case_no IS NULL
  UNION ALL
  SELECT
    c.case_no, c.create_timestamp, c.closed_at, c.resolution_seconds, c.priority_key, c.sla_due_at, c.is_priority, c.is_open,
    c.is_sla_met, c.is_sla_breached,
    c.call_center_id, c.communication_mode, c.call_center_key, c.agent_key, c.channel_key, c.category_key,
    c.product_department, c.country_key
  FROM metrics.case_change c
  WHERE c.sign = 1
)
SELECT
  -- Number of the case
  k.case_no,
  -- When it was registered
  k.create_timestamp,
  -- When it was closed; null while it is Open
  k.closed_at,
  -- Minutes from registration to closing; null while it is Open
  CAST(k.resolution_seconds AS DOUBLE PRECISION) / 60 AS resolution_minutes,
  -- When it must be closed at the latest; null where there is no SLA
  k.sla_due_at,
  -- 1 where the priority level is Highest or High
  k.is_priority,
  -- 1 while it is Open
  k.is_open,
  -- 1 where it was closed within its SLA
  k.is_sla_met,
  -- 1 where it was closed after its SLA, or is still Open when it is past
  k.is_sla_breached,
  -- Call centre, as the event has it
  k.call_center_id,
  -- Channel, as the event has it
  k.communication_mode,
  -- Key of the priority that the category leads to; Unknown where it leads to none
  NVL(k.priority_key, 'Unknown') AS priority_key,
  -- Member key of kpi_by_call_center
  k.call_center_key,
  -- Member key of kpi_by_agent
  k.agent_key,
  -- Member key of kpi_by_channel
  k.channel_key,
  -- Member key of kpi_by_category
  k.category_key,
  -- Member key of kpi_by_product_department
  k.product_department,
  -- Member key of kpi_by_country
  k.country_key
FROM k
