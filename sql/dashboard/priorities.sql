-- The priorities over everything, in the columns of priorities_filtered.sql.
WITH members AS (
  SELECT
    p.priority_key AS member_key,
    NVL(p.priority_level, 'Unknown') || ' / ' || NVL(p.severity, 'Unknown') AS label,
    NVL(p.priority_level, 'Unknown') AS first_label,
    NVL(p.severity, 'Unknown') AS last_label,
    p.cases_received,
    p.cases_open,
    p.cases_closed,
    p.sla_met,
    p.sla_breached,
    p.sla_met * CAST(100 AS DOUBLE PRECISION) / NULLIF(p.sla_met + p.sla_breached, 0) AS sla_met_pct,
    p.sla_breached * CAST(100 AS DOUBLE PRECISION) / NULLIF(p.sla_met + p.sla_breached, 0) AS sla_breached_pct
  FROM care.kpi_priority_severity p
)
{{include ordered_members}}
