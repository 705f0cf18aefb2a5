-- Stops a full run where another run has published since it fixed its objects: run the batch again.
-- The facts computed anew would lack that run's objects.
SELECT CAST(CASE WHEN COUNT(*) = 0 THEN '1' ELSE 'overtaken' END AS INTEGER)
FROM ops.batch_object AS b
LEFT JOIN run_object AS r ON r.archive_key = b.archive_key
WHERE b.kind = '{{kind}}' AND r.archive_key IS NULL;
