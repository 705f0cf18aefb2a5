changed AS (
  -- Where the batch layer has the same or a newer version, nothing changes.
  SELECT s.case_no, b.case_no AS batch_case_no
  FROM touched t
  JOIN speed.fact_case s ON s.case_no = t.case_no
  LEFT JOIN batch.fact_case b ON b.case_no = t.case_no
  WHERE b.case_no IS NULL OR s.version_key > b.version_key
),
-- Made like metrics.batch_case, for these cases alone.
cases AS (
  SELECT
    {{include case_fields}},
    {{include case_state}}
  FROM changed n
  JOIN speed.fact_case c ON c.case_no = n.case_no
),
measured AS (
  {{include measured_cases}}
)
SELECT
  1 AS sign,
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
  -- Of an open case its readers ask the clock: metrics.case_change.
  CASE WHEN c.resolution_seconds > DATEDIFF(second, c.create_timestamp, c.sla_due_at) THEN 1 ELSE 0 END AS is_sla_breached,
  c.call_center_key,
  c.agent_key,
  c.channel_key,
  c.category_key,
  c.product_department,
  c.country_key
FROM measured c
UNION ALL
SELECT
  -1,
  b.case_no,
  b.create_timestamp,
  b.created_employee_key,
  b.call_center_id,
  b.category,
  b.sub_category,
  b.communication_mode,
  b.country_cd,
  b.product_code,
  b.closed_at,
  b.closed_day,
  b.resolution_seconds,
  b.priority_key,
  b.sla_due_at,
  b.is_priority,
  b.is_open,
  b.is_sla_met,
  b.is_sla_breached,
  {{include member_keys}}
FROM changed n
JOIN batch.measured_case b ON b.case_no = n.batch_case_no
