-- One quarantined record. Grain: one row.
SELECT *
FROM care.quarantine AS q
WHERE q.record_id = :id
