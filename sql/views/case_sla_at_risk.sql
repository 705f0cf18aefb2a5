-- The open cases that have an SLA, the ones due soonest first.
-- Grain: one row for each open case whose priority has an SLA, breached ones included.
-- Unit: minutes; hours.
-- Time: business-local.
CREATE VIEW care.case_sla_at_risk AS
WITH cases AS (
  SELECT
    b.case_no, b.create_timestamp, b.sla_due_at, b.priority_key, b.call_center_id, b.created_employee_key, b.category,
    b.sub_category, b.communication_mode, b.country_cd, b.product_code
  FROM batch.measured_case b
  LEFT JOIN speed.case_change t ON t.case_no = b.case_no AND t.sign = -1
  WHERE b.is_open = 1 AND b.sla_due_at IS NOT NULL AND t.case_no IS NULL
  UNION ALL
  SELECT
    c.case_no, c.create_timestamp, c.sla_due_at, c.priority_key, c.call_center_id, c.created_employee_key, c.category,
    c.sub_category, c.communication_mode, c.country_cd, c.product_code
  FROM metrics.case_change c
  WHERE c.sign = 1 AND c.is_open = 1 AND c.sla_due_at IS NOT NULL
),
k AS (
  SELECT
    c.case_no,
    c.create_timestamp,
    p.sla_hours,
    c.sla_due_at,
    CASE WHEN c.sla_due_at < {{include now}} THEN 1 ELSE 0 END AS is_sla_breached,
    c.priority_key,
    p.priority_level,
    p.severity,
    c.call_center_id,
    c.created_employee_key,
    c.category,
    c.sub_category,
    c.communication_mode,
    c.country_cd,
    c.product_code
  FROM cases c
  JOIN metrics.priority p ON p.priority_key = c.priority_key
)
SELECT
  -- Number of the case
  k.case_no,
  -- Minutes until it must be closed; negative where that is past
  CAST(DATEDIFF(second, {{include now}}, k.sla_due_at) AS DOUBLE PRECISION) / 60 AS minutes_left,
  -- When it must be closed at the latest
  k.sla_due_at,
  -- 1 where that is past
  k.is_sla_breached,
  -- When it was registered
  k.create_timestamp,
  -- Hours until a case of its priority must be closed
  k.sla_hours,
  -- Key of its priority
  k.priority_key,
  -- Level of its priority
  k.priority_level,
  -- Severity of its priority
  k.severity,
  -- Call centre, as the event has it
  k.call_center_id,
  -- Employee who registered it, as the event has it
  k.created_employee_key,
  -- Category, as the event has it
  k.category,
  -- Sub-category, as the event has it
  k.sub_category,
  -- Channel, as the event has it
  k.communication_mode,
  -- Country, as the event has it
  k.country_cd,
  -- Product, as the event has it
  k.product_code
FROM k
ORDER BY k.sla_due_at, k.case_no
