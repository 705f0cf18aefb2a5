now AS (
  SELECT c.business_now FROM care.pipeline_commit c
),
risks AS (
  SELECT
    f.case_no,
    CAST(DATEDIFF(second, n.business_now, f.sla_due_at) AS DOUBLE PRECISION) / 60 AS minutes_left,
    f.sla_due_at,
    l.first_label AS priority_level,
    l.last_label AS severity,
    f.call_center_id,
    f.communication_mode
  FROM care.member_case f
  CROSS JOIN now n
  LEFT JOIN care.member_label l ON l.breakdown = 'priority' AND l.member_key = f.priority_key
  WHERE f.is_open = 1 AND f.sla_due_at IS NOT NULL
    AND {{include filters}}
)
