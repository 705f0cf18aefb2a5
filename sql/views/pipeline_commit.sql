-- What was committed last: who keeps answers asks this, and keeps none when it changes.
-- Grain: one row.
-- Unit: loads, batch runs, records sent again.
-- Time: business_now is business-local; the others are UTC.
CREATE VIEW care.pipeline_commit AS
WITH loads AS (
  SELECT COUNT(*) AS objects, SUM(l.row_count) AS row_count, MAX(l.loaded_at) AS loaded_at, MAX(l.last_arrived_at) AS arrived_at
  FROM ops.load_ledger l
),
runs AS (
  SELECT COUNT(*) AS runs, MAX(r.finished_at) AS finished_at
  FROM ops.batch_run r
),
redrives AS (
  SELECT COUNT(*) AS records
  FROM ops.redrive r
),
refused AS (
  SELECT COUNT(*) AS records
  FROM ops.quarantine q
),
reconciled AS (
  SELECT MAX(r.listed_at) AS listed_at
  FROM ops.reconciliation r
),
k AS (
  SELECT
    l.objects,
    l.row_count,
    l.loaded_at,
    l.arrived_at,
    b.runs,
    b.finished_at,
    d.records AS redriven,
    q.records AS refused,
    c.listed_at
  FROM loads l
  CROSS JOIN runs b
  CROSS JOIN redrives d
  CROSS JOIN refused q
  CROSS JOIN reconciled c
)
SELECT
  -- This moment, business-local
  {{include now}} AS business_now,
  -- This moment, UTC
  GETDATE() AS utc_now,
  -- Archive objects loaded by the speed layer
  CAST(k.objects AS BIGINT) AS objects_loaded,
  -- Rows of those objects
  CAST(NVL(k.row_count, 0) AS BIGINT) AS rows_loaded,
  -- When the speed layer loaded last, UTC; null where it never did
  k.loaded_at AS last_loaded_at,
  -- When the latest record that was loaded arrived, UTC; null where there is none
  k.arrived_at AS last_arrived_at,
  -- Batch runs, failed ones included
  CAST(k.runs AS BIGINT) AS batch_runs,
  -- When the last of them ended, UTC; null where there is none
  k.finished_at AS last_published_at,
  -- Rows in quarantine; a record that was read twice counts twice
  CAST(k.refused AS BIGINT) AS rows_quarantined,
  -- Records of quarantine sent again
  CAST(k.redriven AS BIGINT) AS records_redriven,
  -- When streams, archive and loads were compared last, UTC; null where they never were
  k.listed_at AS last_reconciled_at
FROM k
