now AS (
  SELECT c.business_now FROM care.pipeline_commit c
),
risks AS (
  SELECT
    f.case_no,
    CAST(DATEDIFF(second, n.business_now, f.sla_due_at) AS DOUBLE PRECISION) / 60 AS minutes_left,
    f.sla_due_at,
    f.priority_level,
    f.severity,
    f.call_center_id,
    f.communication_mode
  FROM care.fact_case f
  CROSS JOIN now n
  WHERE f.is_open = 1 AND f.sla_due_at IS NOT NULL
    AND {{include filters}}
)
