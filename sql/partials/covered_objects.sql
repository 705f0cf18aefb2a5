objects AS (
  SELECT
    c.archive_key,
    c.kind,
    MIN(c.source) AS source,
    COUNT(*) AS row_count,
    MAX(c.arrived_at) AS last_arrived_at,
    MAX(c.event_at) AS last_event_at
  FROM copied c
  GROUP BY 1, 2
)
SELECT
  o.archive_key,
  o.kind,
  o.source,
  o.row_count,
  o.last_arrived_at,
  o.last_event_at,
  '{{run_id}}',
  GETDATE()
FROM objects o
LEFT JOIN ops.batch_object b ON b.archive_key = o.archive_key
WHERE b.archive_key IS NULL
