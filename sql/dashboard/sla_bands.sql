-- The open cases that have an SLA, counted by the time that is left.
{{include sla_counts}}
FROM care.case_sla_at_risk r
GROUP BY 1
ORDER BY 1
