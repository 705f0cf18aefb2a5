received AS (
  SELECT
    CAST(c.create_timestamp AS DATE) AS day,
    c.member_key,
    {{include received_sums}}
  FROM cases c
  GROUP BY 1, 2
),
closed AS (
  SELECT
    CAST(c.closed_at AS DATE) AS day,
    c.member_key,
    {{include closed_sums}}
  FROM cases c
  WHERE c.closed_at IS NOT NULL
  GROUP BY 1, 2
),
surveyed AS (
  SELECT
    CAST(s.survey_timestamp AS DATE) AS day,
    s.member_key,
    {{include surveyed_sums}}
  FROM surveys s
  GROUP BY 1, 2
),
overdue AS (
  SELECT
    CAST(o.create_timestamp AS DATE) AS day,
    o.member_key,
    {{include overdue_sums}}
  FROM overdue_cases o
  GROUP BY 1, 2
),
{{include parts}},
totals AS (
  SELECT
    m.day,
    m.member_key,
    {{include measure_sums}}
  FROM parts m
  GROUP BY 1, 2
  HAVING {{include has_anything}}
),
touched AS (
  SELECT DISTINCT CAST(c.closed_at AS DATE) AS day, c.member_key
  FROM cases c
  WHERE c.closed_at IS NOT NULL
),
closings AS (
  SELECT t.day, t.member_key, b.resolution_seconds
  FROM batch_closings b
  JOIN touched t ON CAST(t.day AS TIMESTAMP) = b.closed_day AND t.member_key = b.member_key
  UNION ALL
  SELECT t.day, t.member_key, c.resolution_seconds
  FROM cases c
  JOIN touched t ON t.day = CAST(c.closed_at AS DATE) AND t.member_key = c.member_key
  WHERE c.sign = 1
),
percentiles AS (
  SELECT
    c.day,
    c.member_key,
    {{include percentiles}}
  FROM closings c
  GROUP BY 1, 2
),
sums AS (
  SELECT
    s.day,
    CAST(s.day AS TIMESTAMP) AS period_start,
    DATEADD(day, 1, CAST(s.day AS TIMESTAMP)) AS period_end,
    s.member_key,
    {{include linear}},
    CASE WHEN t.member_key IS NULL THEN s.p50_resolution_seconds ELSE p.p50_resolution_seconds END AS p50_resolution_seconds,
    CASE WHEN t.member_key IS NULL THEN s.p90_resolution_seconds ELSE p.p90_resolution_seconds END AS p90_resolution_seconds
  FROM totals s
  LEFT JOIN touched t ON t.day = s.day AND t.member_key = s.member_key
  LEFT JOIN percentiles p ON p.day = s.day AND p.member_key = s.member_key
)
