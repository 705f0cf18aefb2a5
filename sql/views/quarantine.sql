-- The records that could not be used.
-- Grain: one row for each quarantined record, however often it was read.
-- Unit: bytes.
-- Time: UTC.
CREATE VIEW care.quarantine AS
WITH k AS (
  SELECT
    q.arrived_at,
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
    q.sha256,
    q.raw_key,
    q.raw_offset,
    q.raw_bytes
  FROM ops.quarantine q
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY q.source, q.shard_id, q.sequence_number, q.sub_sequence_number, q.element
    ORDER BY q.archive_key
  ) = 1
),
redriven AS (
  SELECT
    r.source,
    r.shard_id,
    r.sequence_number,
    r.sub_sequence_number,
    r.element,
    MAX(r.redriven_at) AS redriven_at
  FROM ops.redrive r
  GROUP BY 1, 2, 3, 4, 5
)
SELECT
  -- When the stream took it, or when history was converted; UTC
  k.arrived_at,
  -- Stream that it came on, or history
  k.source,
  -- Shard of the stream, or file of the history
  k.shard_id,
  -- Sequence number in the shard, or line of the file
  k.sequence_number,
  -- Position in a KPL aggregate; 0 outside of one
  k.sub_sequence_number,
  -- Position in the record: 0 for its first event
  k.element,
  -- What it looked like: cases, surveys or unknown
  k.kind,
  -- Which rule it broke
  k.reason_code,
  -- The rule, the value and what to do
  k.reason,
  -- Field that broke it; null where the whole record did
  k.field,
  -- First 4,096 bytes, as text (U+FFFD for what is not UTF-8)
  k.sample,
  -- SHA-256 of the original bytes, hexadecimal
  k.sha256,
  -- S3 object that holds the original bytes
  k.raw_key,
  -- Where in that object they begin
  k.raw_offset,
  -- How many they are
  k.raw_bytes,
  -- When it was sent again last; null where it was not. UTC
  r.redriven_at,
  -- Source, shard and position as one text: the name that quarantine show and redrive take
  k.source || '/' || k.shard_id || '/' || k.sequence_number || '.' || CAST(k.sub_sequence_number AS VARCHAR(20)) || '.'
    || CAST(k.element AS VARCHAR(20)) AS record_id
FROM k
LEFT JOIN redriven r
  ON r.source = k.source
  AND r.shard_id = k.shard_id
  AND r.sequence_number = k.sequence_number
  AND r.sub_sequence_number = k.sub_sequence_number
  AND r.element = k.element
