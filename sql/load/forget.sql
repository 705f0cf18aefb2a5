-- Part of a replay, between a load's COPY and its MERGE: what the speed layer had of the copied objects goes,
-- and comes anew from them in the same transaction. Objects that the batch layer covers stay out.
DELETE FROM arrived
WHERE archive_key IN (SELECT archive_key FROM ops.batch_object WHERE kind = '{{kind}}');

DELETE FROM {{target}}
WHERE archive_key IN (SELECT archive_key FROM arrived);

DELETE FROM ops.load_ledger
WHERE kind = '{{kind}}'
  AND archive_key IN (SELECT archive_key FROM arrived);
