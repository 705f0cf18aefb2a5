-- The quarantined records that a redrive is asked for, oldest first. Grain: one row a record.
SELECT
  q.record_id AS id,
  q.source,
  q.shard_id,
  q.sequence_number,
  q.sub_sequence_number,
  q.element,
  q.kind,
  q.reason_code,
  q.reason,
  q.field,
  q.sample,
  q.raw_key,
  q.raw_offset,
  q.raw_bytes,
  CAST(q.redriven_at AS VARCHAR(32)) AS redriven_at
FROM care.quarantine AS q
WHERE q.reason_code LIKE :reason
  AND q.arrived_at >= CAST(:since AS TIMESTAMP)
  AND (:id = '*' OR q.record_id = :id)
  AND (:again = 'yes' OR q.redriven_at IS NULL)
ORDER BY q.arrived_at, q.source, q.shard_id, q.sequence_number, q.sub_sequence_number, q.element
LIMIT {{limit}}
