-- The same as periods.sql over the cases and surveys that pass the filters.
WITH windows AS (
  SELECT p.period_start, p.period_end
  FROM care.{{view}} p
  WHERE p.period_end > CAST(:period_from AS TIMESTAMP) AND p.period_start < CAST(:period_to AS TIMESTAMP)
),
bounds AS (
  SELECT MIN(w.period_start) AS first_at, MAX(w.period_end) AS end_at
  FROM windows w
),
cases AS (
  SELECT
    f.create_timestamp,
    f.closed_at,
    f.resolution_minutes,
    f.is_open,
    f.is_priority,
    f.is_sla_met,
    f.is_sla_breached
  FROM care.member_case f
  WHERE {{include filters}}
),
received AS (
  SELECT w.period_start, {{include received_of_facts}}
  FROM cases f
  JOIN windows w ON f.create_timestamp >= w.period_start AND f.create_timestamp < w.period_end
  GROUP BY 1
),
closed AS (
  SELECT
    w.period_start,
    {{include closed_of_facts}},
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY f.resolution_minutes) AS p50_resolution_minutes,
    PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY f.resolution_minutes) AS p90_resolution_minutes
  FROM cases f
  JOIN windows w ON f.closed_at >= w.period_start AND f.closed_at < w.period_end
  GROUP BY 1
),
surveyed AS (
  SELECT w.period_start, {{include surveyed_of_facts}}
  FROM care.member_survey f
  JOIN windows w ON f.survey_timestamp >= w.period_start AND f.survey_timestamp < w.period_end
  WHERE {{include filters}}
  GROUP BY 1
),
waiting AS (
  SELECT COUNT(*) AS backlog
  FROM cases f
  CROSS JOIN bounds b
  WHERE f.create_timestamp < b.first_at AND (f.closed_at IS NULL OR f.closed_at >= b.first_at)
),
k AS (
  SELECT
    w.period_start,
    w.period_end,
    NVL(r.cases_received, 0) AS cases_received,
    NVL(r.cases_open, 0) AS cases_open,
    NVL(c.cases_closed, 0) AS cases_closed,
    NVL(r.cases_received - r.cases_open, 0) AS received_and_closed,
    CAST(
      o.backlog + SUM(NVL(r.cases_received, 0) - NVL(c.cases_closed, 0)) OVER (
        ORDER BY w.period_start ROWS UNBOUNDED PRECEDING
      ) AS BIGINT
    ) AS backlog,
    NVL(r.priority_cases, 0) AS priority_cases,
    NVL(s.surveys, 0) AS surveys,
    NVL(s.positive_responses, 0) AS positive_responses,
    NVL(s.neutral_responses, 0) AS neutral_responses,
    NVL(s.negative_responses, 0) AS negative_responses,
    s.positive_responses * CAST(100 AS DOUBLE PRECISION)
      / NULLIF(s.positive_responses + s.neutral_responses + s.negative_responses, 0) AS csat_pct,
    (s.promoters - s.detractors) * CAST(100 AS DOUBLE PRECISION) / NULLIF(s.nps_answers, 0) AS nps,
    c.resolution_minutes / NULLIF(c.cases_closed, 0) AS avg_resolution_minutes,
    c.p50_resolution_minutes,
    c.p90_resolution_minutes,
    NVL(r.sla_met, 0) AS sla_met,
    NVL(r.sla_breached, 0) AS sla_breached
  FROM windows w
  CROSS JOIN waiting o
  LEFT JOIN received r ON r.period_start = w.period_start
  LEFT JOIN closed c ON c.period_start = w.period_start
  LEFT JOIN surveyed s ON s.period_start = w.period_start
)
SELECT
  {{include period_columns}}
FROM k
ORDER BY k.period_start DESC
LIMIT {{row_limit}}
