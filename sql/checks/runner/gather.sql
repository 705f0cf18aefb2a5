-- What the blocking rules find in what this transaction is about to publish.
CREATE TEMP TABLE check_finding AS
{{include findings}};

-- Read where the transaction fails.
SELECT f.rule_name, f.subject, f.finding, f.offending_rows
FROM check_finding f
ORDER BY f.rule_name, f.subject, f.finding;
