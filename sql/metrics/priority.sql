-- The priorities, with the SLA as a number.
-- Grain: one row for each priority_key; of contradicting rows the first in the order of their texts.
-- An SLA text that is no number of hours (NA, 'abc', negative) gives null: no SLA. Nothing here can raise.
CREATE VIEW metrics.priority AS
WITH priorities AS (
  SELECT
    p.priority_key,
    p.priority AS priority_level,
    p.severity,
    CAST(NULLIF(REGEXP_SUBSTR(TRIM(p.sla), '^[0-9]{1,5}([.][0-9]{1,3})?$'), '') AS DOUBLE PRECISION) AS sla_hours
  FROM dim.case_priority p
  WHERE p.priority_key IS NOT NULL
  QUALIFY ROW_NUMBER() OVER (PARTITION BY p.priority_key ORDER BY p.priority, p.severity, p.sla) = 1
)
SELECT
  p.priority_key,
  p.priority_level,
  p.severity,
  p.sla_hours,
  CAST(ROUND(p.sla_hours * 3600) AS INTEGER) AS sla_seconds,
  CASE WHEN p.priority_level IN ('Highest', 'High') THEN 1 ELSE 0 END AS is_priority
FROM priorities p
