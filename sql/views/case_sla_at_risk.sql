-- The open cases that have an SLA, the ones due soonest first.
-- Grain: one row for each open case whose priority has an SLA, breached ones included.
-- Unit: minutes; hours.
-- Time: business-local.
CREATE VIEW care.case_sla_at_risk AS
WITH k AS (
  SELECT
    c.case_no,
    c.create_timestamp,
    c.sla_hours,
    c.sla_due_at,
    c.is_sla_breached,
    c.priority_key,
    c.priority_level,
    c.severity,
    c.call_center_id,
    c.created_employee_key,
    c.category,
    c.sub_category,
    c.communication_mode,
    c.country_cd,
    c.product_code
  FROM metrics.case_measure c
  WHERE c.is_open = 1 AND c.sla_due_at IS NOT NULL
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
