-- Each stream has brought a record within 15 minutes, and the batch layer has published within 26 hours. Numbers that are
-- older are right as of then.
-- Severity: warn
-- Next: see casepulse status, and whether producers send, consume-events and load-facts run, and the batch is scheduled
SELECT
  'stream ' || f.source AS subject,
  'nothing loaded that arrived in the last ' || CAST(f.lag_seconds AS VARCHAR(20)) || ' seconds' AS finding
FROM care.pipeline_freshness f
WHERE f.source <> 'history' AND f.lag_seconds > 900
UNION ALL
SELECT
  'batch' AS subject,
  NVL('last published ' || TO_CHAR(b.last_published_at, 'YYYY-MM-DD HH24:MI:SS') || ' UTC', 'never published') AS finding
FROM (
  SELECT MAX(r.finished_at) AS last_published_at
  FROM ops.batch_run r
  WHERE r.status = 'published' AND r.mode IN ('incremental', 'full')
) AS b
WHERE b.last_published_at IS NULL OR b.last_published_at < DATEADD(hour, -26, GETDATE())
