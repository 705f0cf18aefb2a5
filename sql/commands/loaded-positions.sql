-- How far the loads have come. Grain: the newest 20 loaded objects of each shard.
WITH objects AS (
  SELECT
    l.source,
    l.shard_id,
    l.archive_key,
    LPAD(l.last_sequence_number, 64, '0') AS last_sequence_number
  FROM ops.load_ledger l
),
placed AS (
  SELECT
    o.source,
    o.shard_id,
    o.archive_key,
    o.last_sequence_number,
    ROW_NUMBER() OVER (PARTITION BY o.source, o.shard_id ORDER BY o.last_sequence_number DESC) AS place
  FROM objects o
)
SELECT
  p.source,
  p.shard_id,
  p.archive_key,
  p.last_sequence_number
FROM placed p
WHERE p.place <= 20
