-- The same as priorities.sql over any span of time, from the cases that pass the filters. No surveys, which take most of
-- members_filtered.sql's time: care.kpi_priority_severity has none either.
WITH parts AS (
  SELECT
    f.priority_key AS member_key,
    {{include received_of_facts}},
    CAST(NULL AS BIGINT) AS cases_closed,
    CAST(NULL AS DOUBLE PRECISION) AS resolution_minutes
  FROM care.member_case f
  WHERE f.create_timestamp >= CAST(:period_from AS TIMESTAMP) AND f.create_timestamp < CAST(:period_to AS TIMESTAMP)
    AND {{include filters}}
  GROUP BY 1
  UNION ALL
  SELECT
    f.priority_key,
    NULL, NULL, NULL, NULL, NULL,
    {{include closed_of_facts}}
  FROM care.member_case f
  WHERE f.closed_at >= CAST(:period_from AS TIMESTAMP) AND f.closed_at < CAST(:period_to AS TIMESTAMP)
    AND {{include filters}}
  GROUP BY 1
),
k AS (
  SELECT
    p.member_key,
    CAST(NVL(SUM(p.cases_received), 0) AS BIGINT) AS cases_received,
    CAST(NVL(SUM(p.cases_open), 0) AS BIGINT) AS cases_open,
    CAST(NVL(SUM(p.cases_closed), 0) AS BIGINT) AS cases_closed,
    CAST(NVL(SUM(p.sla_met), 0) AS BIGINT) AS sla_met,
    CAST(NVL(SUM(p.sla_breached), 0) AS BIGINT) AS sla_breached
  FROM parts p
  GROUP BY 1
),
members AS (
  SELECT
    k.member_key,
    NVL(l.label, k.member_key) AS label,
    l.first_label,
    l.last_label,
    k.cases_received,
    k.cases_open,
    k.cases_closed,
    k.sla_met,
    k.sla_breached,
    k.sla_met * CAST(100 AS DOUBLE PRECISION) / NULLIF(k.sla_met + k.sla_breached, 0) AS sla_met_pct,
    k.sla_breached * CAST(100 AS DOUBLE PRECISION) / NULLIF(k.sla_met + k.sla_breached, 0) AS sla_breached_pct
  FROM k
  LEFT JOIN care.member_label l ON l.breakdown = 'priority' AND l.member_key = k.member_key
)
{{include ordered_members}}
