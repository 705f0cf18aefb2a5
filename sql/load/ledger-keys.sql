-- Archive objects of one kind that are loaded, of those whose key begins with :first and ends before :below.
SELECT archive_key
FROM ops.load_ledger
WHERE kind = :kind
  AND archive_key >= :first
  AND archive_key < :below;
