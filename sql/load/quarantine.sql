-- One load of quarantined records: everything in the manifest is taken, or nothing is.
-- Applying it twice changes nothing: rows of objects in the ledger are dropped first.
LOCK ops.writer_lock;

CREATE TEMP TABLE arrived (LIKE ops.quarantine);

COPY arrived
FROM '{{manifest_url}}'
IAM_ROLE '{{copy_role}}'
FORMAT AS PARQUET
MANIFEST;

DELETE FROM arrived
WHERE archive_key IN (SELECT archive_key FROM ops.load_ledger WHERE kind = 'quarantine');

-- One row for each identity: batches overlap after a retry, and a record is refused once.
INSERT INTO ops.quarantine (
  source,
  shard_id,
  sequence_number,
  sub_sequence_number,
  element,
  arrived_at,
  kind,
  reason_code,
  reason,
  field,
  sample,
  sha256,
  raw_key,
  raw_offset,
  raw_bytes,
  archive_key
)
SELECT
  fresh.source,
  fresh.shard_id,
  fresh.sequence_number,
  fresh.sub_sequence_number,
  fresh.element,
  fresh.arrived_at,
  fresh.kind,
  fresh.reason_code,
  fresh.reason,
  fresh.field,
  fresh.sample,
  fresh.sha256,
  fresh.raw_key,
  fresh.raw_offset,
  fresh.raw_bytes,
  fresh.archive_key
FROM (
  SELECT
    arrived.*,
    ROW_NUMBER() OVER (
      PARTITION BY source, shard_id, sequence_number, sub_sequence_number, element
      ORDER BY archive_key
    ) AS place
  FROM arrived
) AS fresh
LEFT JOIN ops.quarantine AS present
  ON present.source = fresh.source
  AND present.shard_id = fresh.shard_id
  AND present.sequence_number = fresh.sequence_number
  AND present.sub_sequence_number = fresh.sub_sequence_number
  AND present.element = fresh.element
WHERE fresh.place = 1
  AND present.source IS NULL;

INSERT INTO ops.load_ledger (
  archive_key,
  kind,
  source,
  shard_id,
  first_sequence_number,
  last_sequence_number,
  row_count,
  first_arrived_at,
  last_arrived_at,
  last_event_at,
  manifest_id,
  loaded_at
)
WITH events AS (
  SELECT 'quarantine' AS kind, archive_key, source, shard_id, sequence_number, arrived_at, CAST(NULL AS TIMESTAMP) AS event_at
  FROM arrived
)
{{include loaded_objects}};
