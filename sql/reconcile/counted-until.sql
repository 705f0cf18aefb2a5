-- The last record of each shard of those that are counted for good. Grain: one row a shard.
SELECT
  source,
  shard_id,
  LTRIM(MAX(LPAD(last_sequence_number, 128, '0')), '0') AS last_sequence_number
FROM ops.stream_count
WHERE state = 'final'
GROUP BY source, shard_id;
