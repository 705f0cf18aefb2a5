SELECT
  r.case_no,
  r.minutes_left,
  r.sla_due_at,
  r.priority_level,
  r.severity,
  r.call_center_id,
  r.communication_mode
