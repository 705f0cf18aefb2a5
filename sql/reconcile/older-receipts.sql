-- The newest receipt of each shard of those that are before the days that are listed. Grain: one row a shard.
SELECT
  source,
  shard_id,
  MAX(receipt_key) AS receipt_key
FROM ops.receipt
WHERE SUBSTRING(archive_key, POSITION('arrival_date=' IN archive_key) + 13, 10) < :since
GROUP BY source, shard_id;
