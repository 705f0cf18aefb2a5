-- What was committed last, and what time it is.
SELECT
  c.business_now,
  c.utc_now,
  c.objects_loaded,
  c.rows_loaded,
  c.last_loaded_at,
  c.last_arrived_at,
  c.batch_runs,
  c.last_published_at,
  c.rows_quarantined,
  c.records_redriven,
  c.last_reconciled_at
FROM care.pipeline_commit c
