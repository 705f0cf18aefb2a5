-- What the speed layer changes among the cases: each that it has a newer version of, as it is now (sign 1), and as the batch layer
-- has it (sign -1). Sums over the batch layer plus these sums, times their sign, are sums over the current cases.
-- Grain: one row for each sign and such case.
CREATE VIEW metrics.case_change AS
SELECT
  c.sign,
  c.case_no,
  c.create_timestamp,
  c.created_employee_key,
  c.call_center_id,
  c.category,
  c.sub_category,
  c.communication_mode,
  c.country_cd,
  c.product_code,
  c.closed_at,
  c.closed_day,
  c.resolution_seconds,
  c.priority_key,
  c.sla_due_at,
  c.is_priority,
  c.is_open,
  c.is_sla_met,
  CASE WHEN c.sla_due_at < NVL(c.closed_at, {{include now}}) THEN 1 ELSE 0 END AS is_sla_breached,
  c.call_center_key,
  c.agent_key,
  c.channel_key,
  c.category_key,
  c.product_department,
  c.country_key
FROM speed.case_change c
