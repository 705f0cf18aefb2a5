percentiles AS (
  SELECT s.period_start, s.p50_resolution_seconds, s.p90_resolution_seconds
  FROM stored s
  LEFT JOIN touched t ON t.period_start = s.period_start
  WHERE t.period_start IS NULL
  UNION ALL
  SELECT
    c.period_start,
    {{include percentiles}}
  FROM period_closings c
  GROUP BY 1
)
