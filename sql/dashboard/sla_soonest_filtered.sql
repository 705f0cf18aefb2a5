-- The same as sla_soonest.sql over the cases that pass the filters.
WITH {{include sla_at_risk}}
{{include sla_rows}}
FROM risks r
WHERE r.minutes_left >= 0
ORDER BY r.sla_due_at, r.case_no
LIMIT {{row_limit}}
