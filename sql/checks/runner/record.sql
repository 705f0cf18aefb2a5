-- What a run's check found, a row for each rule.
INSERT INTO ops.check_result (run_id, rule_name, severity, offending_rows, samples, checked_at)
VALUES
{{include rows}};
