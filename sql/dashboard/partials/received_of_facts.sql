COUNT(*) AS cases_received,
SUM(f.is_open) AS cases_open,
SUM(f.is_priority) AS priority_cases,
SUM(f.is_sla_met) AS sla_met,
SUM(f.is_sla_breached) AS sla_breached
