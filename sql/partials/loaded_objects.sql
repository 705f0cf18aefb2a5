SELECT
  a.archive_key,
  a.kind,
  MIN(a.source),
  MIN(a.shard_id),
  -- Sequence numbers are text: padded to one length they compare as numbers.
  LTRIM(MIN(LPAD(a.sequence_number, 128, '0')), '0'),
  LTRIM(MAX(LPAD(a.sequence_number, 128, '0')), '0'),
  COUNT(*),
  MIN(a.arrived_at),
  MAX(a.arrived_at),
  MAX(a.event_at),
  '{{manifest_id}}',
  GETDATE()
FROM events a
GROUP BY 1, 2
