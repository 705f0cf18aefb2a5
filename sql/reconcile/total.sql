-- The last reconciliation in total. Grain: one row.
SELECT *
FROM care.pipeline_reconciliation
WHERE arrived_hour IS NULL;
