INSERT INTO ops.batch_run (run_id, mode, status, started_at, finished_at, details)
VALUES ('{{run_id}}', '{{mode}}', '{{status}}', CAST('{{started_at}}' AS TIMESTAMP), GETDATE(), :details);
