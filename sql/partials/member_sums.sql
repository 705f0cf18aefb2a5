received AS (
  SELECT
    DATE_TRUNC('day', c.create_timestamp) AS period_start,
    c.member_key,
    {{include received_sums}}
  FROM cases c
  GROUP BY 1, 2
),
closed AS (
  SELECT
    DATE_TRUNC('day', c.closed_at) AS period_start,
    c.member_key,
    {{include closed_sums}}
  FROM cases c
  WHERE c.closed_at IS NOT NULL
  GROUP BY 1, 2
),
surveyed AS (
  SELECT
    DATE_TRUNC('day', s.survey_timestamp) AS period_start,
    s.member_key,
    {{include surveyed_sums}}
  FROM surveys s
  GROUP BY 1, 2
),
overdue AS (
  SELECT
    DATE_TRUNC('day', o.create_timestamp) AS period_start,
    o.member_key,
    {{include overdue_sums}}
  FROM overdue_cases o
  GROUP BY 1, 2
),
{{include parts}},
totals AS (
  SELECT
    m.period_start,
    m.member_key,
    {{include measure_sums}}
  FROM parts m
  GROUP BY 1, 2
  HAVING {{include has_anything}}
),
touched AS (
  SELECT DISTINCT DATE_TRUNC('day', c.closed_at) AS period_start, c.member_key
  FROM cases c
  WHERE c.closed_at IS NOT NULL
),
closings AS (
  SELECT t.period_start, t.member_key, b.resolution_seconds
  FROM batch_closings b
  JOIN touched t ON t.period_start = b.closed_day AND t.member_key = b.member_key
  UNION ALL
  SELECT t.period_start, t.member_key, c.resolution_seconds
  FROM cases c
  JOIN touched t ON t.period_start = DATE_TRUNC('day', c.closed_at) AND t.member_key = c.member_key
  WHERE c.sign = 1
),
percentiles AS (
  SELECT
    c.period_start,
    c.member_key,
    {{include percentiles}}
  FROM closings c
  GROUP BY 1, 2
),
sums AS (
  SELECT
    s.period_start,
    s.member_key,
    {{include linear}},
    CASE WHEN t.member_key IS NULL THEN s.p50_resolution_seconds ELSE p.p50_resolution_seconds END AS p50_resolution_seconds,
    CASE WHEN t.member_key IS NULL THEN s.p90_resolution_seconds ELSE p.p90_resolution_seconds END AS p90_resolution_seconds
  FROM totals s
  LEFT JOIN touched t ON t.period_start = s.period_start AND t.member_key = s.member_key
  LEFT JOIN percentiles p ON p.period_start = s.period_start AND p.member_key = s.member_key
)
