INSERT INTO ops.check_result (run_id, rule_name, severity, offending_rows, samples, checked_at)
VALUES ('{{run_id}}', '{{rule}}', '{{severity}}', {{offending_rows}}, NULLIF(:{{samples}}, '-'), GETDATE());
