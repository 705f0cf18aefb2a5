-- Stops the run, and nothing is published, where rule {{rule}} has found something.
SELECT CAST(CASE WHEN COUNT(*) = 0 THEN '0' ELSE 'blocked by {{rule}}' END AS INTEGER)
FROM check_finding f
WHERE f.rule_name = '{{rule}}';
