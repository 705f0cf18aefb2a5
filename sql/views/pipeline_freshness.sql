-- How fresh the warehouse is.
-- Grain: one row for each source: each stream, and history.
-- Unit: seconds; rows.
-- Time: UTC, but for last_event_at, which is business-local.
CREATE VIEW care.pipeline_freshness AS
WITH objects AS (
  SELECT l.archive_key, l.kind, l.source, l.row_count, l.last_event_at, l.last_arrived_at, l.loaded_at
  FROM ops.load_ledger l
  UNION ALL
  SELECT b.archive_key, b.kind, b.source, b.row_count, b.last_event_at, b.last_arrived_at, b.published_at
  FROM ops.batch_object b
),
-- An object that both layers have taken counts once, from when the first had it.
loaded AS (
  SELECT
    o.archive_key,
    o.kind,
    o.source,
    MAX(o.row_count) AS row_count,
    MAX(o.last_event_at) AS last_event_at,
    MAX(o.last_arrived_at) AS last_arrived_at,
    MIN(o.loaded_at) AS loaded_at
  FROM objects o
  GROUP BY 1, 2, 3
),
quarantined AS (
  SELECT q.source, COUNT(*) AS rows_quarantined
  FROM care.quarantine q
  GROUP BY 1
),
k AS (
  SELECT
    l.source,
    MAX(l.last_event_at) AS last_event_at,
    MAX(l.last_arrived_at) AS last_arrived_at,
    MAX(l.loaded_at) AS last_loaded_at,
    SUM(CASE WHEN l.kind <> 'quarantine' THEN l.row_count ELSE 0 END) AS rows_loaded
  FROM loaded l
  GROUP BY 1
)
SELECT
  -- Stream, or history
  k.source,
  -- Latest event loaded, business-local
  k.last_event_at,
  -- When the latest loaded record arrived, UTC
  k.last_arrived_at,
  -- When an archive object was loaded last, UTC
  k.last_loaded_at,
  -- Seconds from the arrival of the latest loaded record until now
  DATEDIFF(second, k.last_arrived_at, GETDATE()) AS lag_seconds,
  -- Rows of the archive objects loaded, duplicates included
  CAST(k.rows_loaded AS BIGINT) AS rows_loaded,
  -- Records quarantined
  NVL(q.rows_quarantined, 0) AS rows_quarantined
FROM k
LEFT JOIN quarantined q ON q.source = k.source
