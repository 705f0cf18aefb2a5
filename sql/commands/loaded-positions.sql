-- How far the loads have come. Grain: one row for each shard that anything was loaded from.
SELECT
  source,
  shard_id,
  MAX(LPAD(last_sequence_number, 64, '0')) AS last_sequence_number
FROM ops.load_ledger
GROUP BY source, shard_id
