-- Cases of each priority, in the last hour.
-- Grain: one row for each priority of the dimension, and one, Unknown, for the cases whose category leads to none.
-- Unit: cases; hours.
-- Time: business-local; the window is [now - 1 hour, now).
CREATE VIEW care.kpi_priority_severity_last_hour AS
WITH members AS (
  SELECT p.priority_key, p.priority_level, p.severity, p.sla_hours
  FROM metrics.priority p
  UNION ALL
  SELECT 'Unknown', 'Unknown', 'Unknown', CAST(NULL AS DOUBLE PRECISION)
),
moments AS (
  SELECT
    NVL(c.priority_key, 'Unknown') AS priority_key,
    CASE WHEN c.create_timestamp >= DATEADD(hour, -1, {{include now}}) AND c.create_timestamp < {{include now}} THEN 1 ELSE 0 END AS is_received,
    CASE WHEN c.closed_at >= DATEADD(hour, -1, {{include now}}) AND c.closed_at < {{include now}} THEN 1 ELSE 0 END AS is_closed_here,
    c.is_open,
    c.is_sla_met,
    c.is_sla_breached
  FROM metrics.case_measure c
),
k AS (
  SELECT
    m.priority_key,
    SUM(m.is_received) AS cases_received,
    SUM(m.is_received * m.is_open) AS cases_open,
    SUM(m.is_closed_here) AS cases_closed,
    SUM(m.is_received * m.is_sla_met) AS sla_met,
    SUM(m.is_received * m.is_sla_breached) AS sla_breached
  FROM moments m
  GROUP BY 1
)
SELECT
  -- Key of the priority; Unknown where a case's category leads to none
  p.priority_key,
  -- Level: Highest, High, Medium, Low or Loweset (the source spells it so)
  p.priority_level,
  -- Severity: Critical, High, Moderate, Minor or None
  p.severity,
  -- Cases registered in the last hour
  NVL(k.cases_received, 0) AS cases_received,
  -- Of those cases, the ones that are Open now
  NVL(k.cases_open, 0) AS cases_open,
  -- Cases closed in the last hour, whenever they were registered
  NVL(k.cases_closed, 0) AS cases_closed,
  -- Hours until a case must be closed; null where there is no SLA
  p.sla_hours,
  -- Of the cases registered in the last hour that have an SLA, the ones closed within it
  NVL(k.sla_met, 0) AS sla_met,
  -- Of the cases registered in the last hour that have an SLA, the ones closed after it, or still Open when it is past
  NVL(k.sla_breached, 0) AS sla_breached
FROM members p
LEFT JOIN k ON k.priority_key = p.priority_key
