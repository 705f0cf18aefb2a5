-- Quarantined records, newest first. Grain: one row a record.
SELECT
  q.record_id AS id,
  q.arrived_at,
  q.kind,
  q.reason_code,
  q.field,
  q.redriven_at,
  q.reason,
  q.sample
FROM care.quarantine AS q
WHERE q.reason_code LIKE :reason
  AND q.arrived_at >= CAST(:since AS TIMESTAMP)
ORDER BY q.arrived_at DESC, q.source, q.shard_id, q.sequence_number DESC, q.sub_sequence_number, q.element
LIMIT {{limit}}
