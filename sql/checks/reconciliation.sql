-- Streams, receipts, archive and load ledger agree, as of the last reconciliation. What does not match is missing from
-- the numbers, or in them unexplained; publishing neither hides nor worsens it.
-- Severity: warn
-- Next: see care.pipeline_reconciliation for what is missing where, and docs/deploy.md for what to do
SELECT
  NVL(r.source, 'unknown source') || ' ' || NVL(TO_CHAR(r.arrived_hour, 'YYYY-MM-DD HH24:MI'), 'unknown hour') AS subject,
  CAST(r.differences AS VARCHAR(20)) || ' differences' AS finding
FROM care.pipeline_reconciliation r
WHERE r.differences <> 0 AND (r.arrived_hour IS NOT NULL OR r.source IS NOT NULL)
