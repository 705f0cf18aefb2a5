-- The members of a category over any span of time, from the cases and surveys that pass the filters.
WITH parts AS (
  SELECT
    f.{{member}} AS member_key,
    {{include received_of_facts}},
    CAST(NULL AS BIGINT) AS cases_closed,
    CAST(NULL AS DOUBLE PRECISION) AS resolution_minutes,
    CAST(NULL AS BIGINT) AS surveys,
    CAST(NULL AS BIGINT) AS positive_responses,
    CAST(NULL AS BIGINT) AS neutral_responses,
    CAST(NULL AS BIGINT) AS negative_responses
  FROM care.member_case f
  WHERE f.create_timestamp >= CAST(:period_from AS TIMESTAMP) AND f.create_timestamp < CAST(:period_to AS TIMESTAMP)
    AND {{include filters}}
  GROUP BY 1
  UNION ALL
  SELECT
    f.{{member}},
    NULL, NULL, NULL, NULL, NULL,
    {{include closed_of_facts}},
    NULL, NULL, NULL, NULL
  FROM care.member_case f
  WHERE f.closed_at >= CAST(:period_from AS TIMESTAMP) AND f.closed_at < CAST(:period_to AS TIMESTAMP)
    AND {{include filters}}
  GROUP BY 1
  UNION ALL
  SELECT
    f.{{member}},
    NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    COUNT(*),
    SUM(f.positive_responses),
    SUM(f.neutral_responses),
    SUM(f.negative_responses)
  FROM care.member_survey f
  WHERE f.survey_timestamp >= CAST(:period_from AS TIMESTAMP) AND f.survey_timestamp < CAST(:period_to AS TIMESTAMP)
    AND {{include filters}}
  GROUP BY 1
),
k AS (
  SELECT
    p.member_key,
    CAST(NVL(SUM(p.cases_received), 0) AS BIGINT) AS cases_received,
    CAST(NVL(SUM(p.cases_open), 0) AS BIGINT) AS cases_open,
    CAST(NVL(SUM(p.cases_closed), 0) AS BIGINT) AS cases_closed,
    CAST(NVL(SUM(p.priority_cases), 0) AS BIGINT) AS priority_cases,
    CAST(NVL(SUM(p.surveys), 0) AS BIGINT) AS surveys,
    CAST(NVL(SUM(p.positive_responses), 0) AS BIGINT) AS positive_responses,
    CAST(NVL(SUM(p.neutral_responses), 0) AS BIGINT) AS neutral_responses,
    CAST(NVL(SUM(p.negative_responses), 0) AS BIGINT) AS negative_responses,
    SUM(p.resolution_minutes) AS resolution_minutes,
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
    {{include member_columns}}
  FROM k
  LEFT JOIN care.member_label l ON l.breakdown = '{{breakdown}}' AND l.member_key = k.member_key
)
{{include ordered_members}}
