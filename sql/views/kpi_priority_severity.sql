-- Cases of each priority.
-- Grain: one row for each priority of the dimension, and one, Unknown, for the cases whose category leads to none.
-- Unit: cases; hours.
-- Time: business-local; no window: everything.
CREATE VIEW care.kpi_priority_severity AS
WITH members AS (
  SELECT p.priority_key, p.priority_level, p.severity, p.sla_hours
  FROM metrics.priority p
  UNION ALL
  SELECT 'Unknown', 'Unknown', 'Unknown', CAST(NULL AS DOUBLE PRECISION)
),
stored AS (
  SELECT
    s.member_key AS priority_key,
    {{include summed}}
  FROM batch.roll_up s
  WHERE s.breakdown = 'priority'
),
received AS (
  SELECT
    NVL(c.priority_key, 'Unknown') AS priority_key,
    {{include received_sums}}
  FROM metrics.case_change c
  GROUP BY 1
),
closed AS (
  SELECT
    NVL(c.priority_key, 'Unknown') AS priority_key,
    {{include closed_sums}}
  FROM metrics.case_change c
  WHERE c.closed_at IS NOT NULL
  GROUP BY 1
),
overdue AS (
  SELECT
    NVL(o.priority_key, 'Unknown') AS priority_key,
    {{include overdue_sums}}
  FROM metrics.overdue_change o
  GROUP BY 1
),
parts AS (
  SELECT * FROM stored
  UNION ALL
  SELECT * FROM received
  UNION ALL
  SELECT * FROM closed
  UNION ALL
  SELECT * FROM overdue
),
k AS (
  SELECT
    m.priority_key,
    {{include linear_sums}}
  FROM parts m
  GROUP BY 1
)
SELECT
  -- Key of the priority; Unknown where a case's category leads to none
  p.priority_key,
  -- Level: Highest, High, Medium, Low or Loweset (the source spells it so)
  p.priority_level,
  -- Severity: Critical, High, Moderate, Minor or None
  p.severity,
  -- Cases registered
  NVL(k.cases_received, 0) AS cases_received,
  -- Of those cases, the ones that are Open now
  NVL(k.cases_open, 0) AS cases_open,
  -- Cases closed, whenever they were registered
  NVL(k.cases_closed, 0) AS cases_closed,
  -- Hours until a case must be closed; null where there is no SLA
  p.sla_hours,
  -- Of the cases registered that have an SLA, the ones closed within it
  NVL(k.sla_met, 0) AS sla_met,
  -- Of the cases registered that have an SLA, the ones closed after it, or still Open when it is past
  NVL(k.sla_breached, 0) AS sla_breached
FROM members p
LEFT JOIN k ON k.priority_key = p.priority_key
