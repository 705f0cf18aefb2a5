-- Refused lines of the history; those of the streams come by the speed layer's loads.
INSERT INTO ops.quarantine
SELECT * FROM copied_quarantine AS c
WHERE NOT EXISTS (SELECT 1 FROM ops.batch_object AS b WHERE b.archive_key = c.archive_key);

INSERT INTO ops.batch_object (
  archive_key, kind, source, row_count, last_arrived_at, last_event_at, run_id, published_at
)
WITH copied AS (
  SELECT 'quarantine' AS kind, archive_key, source, arrived_at, CAST(NULL AS TIMESTAMP) AS event_at
  FROM copied_quarantine
),
{{include covered_objects}};
