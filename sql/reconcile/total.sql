-- The last reconciliation in total, and when it was, UTC. Grain: one row.
SELECT
  t.*,
  (SELECT MAX(r.listed_at) FROM ops.reconciliation AS r) AS compared_at
FROM care.pipeline_reconciliation AS t
WHERE t.arrived_hour IS NULL;
