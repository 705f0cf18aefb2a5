-- The cases behind a number: as many rows as the number says (total), the first of them.
SELECT
  f.case_no,
  f.status,
  f.create_timestamp,
  f.closed_at,
  f.resolution_minutes,
  f.sla_due_at,
  f.is_sla_met,
  f.is_sla_breached,
  f.priority_key,
  f.priority_level,
  f.severity,
  f.call_center_key,
  f.call_center_location,
  f.channel_key,
  f.category_description,
  f.sub_category_description,
  f.country_key,
  f.product_department,
  f.agent_key,
  COUNT(*) OVER () AS total
FROM care.fact_case f
WHERE {{include filters}}
  AND CASE
    WHEN :behind = 'closed' THEN
      f.closed_at >= CAST(:period_from AS TIMESTAMP) AND f.closed_at < CAST(:period_to AS TIMESTAMP)
    WHEN :behind = 'backlog' THEN
      f.create_timestamp < CAST(:period_to AS TIMESTAMP)
      AND (f.closed_at IS NULL OR f.closed_at >= CAST(:period_to AS TIMESTAMP))
    ELSE f.create_timestamp >= CAST(:period_from AS TIMESTAMP) AND f.create_timestamp < CAST(:period_to AS TIMESTAMP)
  END
  AND CASE
    WHEN :behind = 'open' THEN f.is_open = 1
    WHEN :behind = 'priority' THEN f.is_priority = 1
    WHEN :behind = 'sla_met' THEN f.is_sla_met = 1
    WHEN :behind = 'sla_breached' THEN f.is_sla_breached = 1
    ELSE TRUE
  END
ORDER BY f.create_timestamp DESC, f.case_no
LIMIT {{row_limit}}
