-- The runs of the batch layer.
-- Grain: one row for each run.
-- Unit: seconds; objects; rows.
-- Time: UTC.
CREATE VIEW care.pipeline_batch_run AS
WITH published AS (
  SELECT b.run_id, COUNT(*) AS objects, SUM(b.row_count) AS row_count
  FROM ops.batch_object b
  GROUP BY 1
),
k AS (
  SELECT r.run_id, r.mode, r.status, r.started_at, r.finished_at, p.objects, p.row_count
  FROM ops.batch_run r
  LEFT JOIN published p ON p.run_id = r.run_id
)
SELECT
  -- Name of the run
  k.run_id,
  -- incremental, full, or the only part that ran
  k.mode,
  -- published or failed
  k.status,
  -- When it began, UTC
  k.started_at,
  -- When it ended, UTC
  k.finished_at,
  -- Seconds from begin to end
  DATEDIFF(second, k.started_at, k.finished_at) AS run_seconds,
  -- Archive objects that it was the first to publish
  CAST(NVL(k.objects, 0) AS BIGINT) AS objects,
  -- Their rows, duplicates included
  CAST(NVL(k.row_count, 0) AS BIGINT) AS rows_published
FROM k
