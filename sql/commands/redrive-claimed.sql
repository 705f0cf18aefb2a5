-- The records that a run has marked. Grain: one row a record.
SELECT q.record_id AS id
FROM care.quarantine AS q
INNER JOIN ops.redrive AS r
  ON r.source = q.source
  AND r.shard_id = q.shard_id
  AND r.sequence_number = q.sequence_number
  AND r.sub_sequence_number = q.sub_sequence_number
  AND r.element = q.element
WHERE r.run_id = :run_id
