-- The archive object of one kind that was loaded last.
SELECT archive_key
FROM ops.load_ledger
WHERE kind = :kind
ORDER BY loaded_at DESC, archive_key DESC
LIMIT 1;
