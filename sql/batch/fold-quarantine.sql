-- Refused lines of the history; those of the streams come by the speed layer's loads.
INSERT INTO ops.quarantine
SELECT * FROM copied_quarantine AS c
WHERE NOT EXISTS (SELECT 1 FROM ops.batch_object AS b WHERE b.archive_key = c.archive_key);

INSERT INTO ops.batch_object (
  archive_key, kind, source, row_count, last_arrived_at, last_event_at, run_id, published_at
)
SELECT
  o.archive_key,
  'quarantine',
  o.source,
  o.row_count,
  o.last_arrived_at,
  o.last_event_at,
  '{{run_id}}',
  GETDATE()
FROM (
  SELECT
    archive_key,
    MIN(source) AS source,
    COUNT(*) AS row_count,
    MAX(arrived_at) AS last_arrived_at,
    CAST(NULL AS TIMESTAMP) AS last_event_at
  FROM copied_quarantine
  GROUP BY archive_key
) AS o
LEFT JOIN ops.batch_object AS b ON b.archive_key = o.archive_key
WHERE b.archive_key IS NULL;
