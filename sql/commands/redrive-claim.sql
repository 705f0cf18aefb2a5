-- Marks records as redriven, those that no other redrive has marked meanwhile. The lock makes two of them wait for
-- each other: its snapshot begins after the wait.
LOCK ops.writer_lock;

INSERT INTO ops.redrive (source, shard_id, sequence_number, sub_sequence_number, element, run_id, redriven_at)
SELECT
  q.source,
  q.shard_id,
  q.sequence_number,
  q.sub_sequence_number,
  q.element,
  :run_id,
  GETDATE()
FROM care.quarantine AS q
WHERE q.record_id IN ({{ids}})
  AND (:again = 'yes' OR q.redriven_at IS NULL);
