-- Quarantined records, newest first. Grain: one row a record.
SELECT
  arrived_at,
  source,
  shard_id,
  sequence_number,
  element,
  kind,
  reason_code,
  field,
  reason,
  sample
FROM care.quarantine
ORDER BY arrived_at DESC, source, shard_id, sequence_number DESC, element
LIMIT {{limit}}
