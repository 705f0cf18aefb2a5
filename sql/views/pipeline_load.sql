-- The loads of the speed layer.
-- Grain: one row for each load, a commit of one kind.
-- Unit: objects; rows; seconds.
-- Time: UTC.
CREATE VIEW care.pipeline_load AS
WITH k AS (
  SELECT
    l.manifest_id,
    l.kind,
    MAX(l.loaded_at) AS loaded_at,
    COUNT(*) AS objects,
    SUM(l.row_count) AS row_count,
    MIN(l.first_arrived_at) AS first_arrived_at,
    MAX(l.last_arrived_at) AS last_arrived_at
  FROM ops.load_ledger l
  GROUP BY 1, 2
)
SELECT
  -- Name of the load: a hash of what it took
  k.manifest_id,
  -- cases, surveys or quarantine
  k.kind,
  -- When it was committed, UTC
  k.loaded_at,
  -- Archive objects that it took
  CAST(k.objects AS BIGINT) AS objects,
  -- Their rows, duplicates included
  CAST(k.row_count AS BIGINT) AS rows_loaded,
  -- When its first record arrived on the stream, UTC
  k.first_arrived_at,
  -- When its last record arrived on the stream, UTC
  k.last_arrived_at,
  -- Seconds from the arrival of its first record to the commit
  DATEDIFF(second, k.first_arrived_at, k.loaded_at) AS slowest_seconds
FROM k
