k.priority_key,
DATEADD(second, k.sla_seconds, c.create_timestamp) AS sla_due_at,
NVL(k.is_priority, 0) AS is_priority,
CASE WHEN c.status = 'Closed' THEN 0 ELSE 1 END AS is_open,
CASE WHEN c.resolution_seconds <= k.sla_seconds THEN 1 ELSE 0 END AS is_sla_met
