-- Stops the run, and nothing is published, where a rule has found something.
SELECT CAST(CASE WHEN COUNT(*) = 0 THEN '0' ELSE 'blocked by ' || MIN(f.rule_name) END AS INTEGER)
FROM check_finding f;
