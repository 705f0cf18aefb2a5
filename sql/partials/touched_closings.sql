-- Days first: what else there is of a case is read for few.
touched_cases AS (
  SELECT b.case_no, b.closed_at, b.resolution_seconds
  FROM batch.measured_case b
  WHERE b.closed_day IN (SELECT d.closed_day FROM touched_days d)
),
closings AS (
  SELECT b.closed_at, b.resolution_seconds
  FROM touched_cases b
  LEFT JOIN speed.case_change t ON t.case_no = b.case_no AND t.sign = -1
  WHERE t.case_no IS NULL
  UNION ALL
  SELECT c.closed_at, c.resolution_seconds
  FROM metrics.case_change c
  WHERE c.sign = 1 AND DATE_TRUNC('day', c.closed_at) IN (SELECT d.closed_day FROM touched_days d)
)
