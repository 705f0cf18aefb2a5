-- The open cases whose SLA is not past yet, the soonest first.
{{include sla_rows}}
FROM care.case_sla_at_risk r
WHERE r.minutes_left >= 0
ORDER BY r.sla_due_at, r.case_no
LIMIT {{row_limit}}
