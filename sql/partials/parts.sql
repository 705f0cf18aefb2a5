parts AS (
  SELECT * FROM stored
  UNION ALL
  SELECT * FROM received
  UNION ALL
  SELECT * FROM closed
  UNION ALL
  SELECT * FROM surveyed
  UNION ALL
  SELECT * FROM overdue
)
