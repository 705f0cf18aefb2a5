-- The run's record once more, with what its last steps came to.
UPDATE ops.batch_run
SET finished_at = GETDATE(), details = :details
WHERE run_id = '{{run_id}}' AND status = 'published';
