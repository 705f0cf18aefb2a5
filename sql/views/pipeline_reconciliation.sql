-- What was counted apart, compared: the streams' records by a second reader, the consumer's receipts, the listing of the archive, and the ledger of the loads.
-- Grain: one row for each arrival hour and stream that has anything, and one with null hour and stream for the total.
-- Unit: records, objects, rows.
-- Time: UTC; the days that a sweep looks at (eight before the newest arrival), as of the last reconciliation; what is younger than 15 minutes may still be on its way and counts as matched.
CREATE VIEW care.pipeline_reconciliation AS
WITH run AS (
  SELECT r.window_start, r.listed_at, r.due_before
  FROM ops.reconciliation r
  -- The warehouse's clock has whole seconds: of two runs in one second the later one.
  QUALIFY ROW_NUMBER() OVER (ORDER BY r.listed_at DESC, r.due_before DESC) = 1
),
evidence AS (
  SELECT
    r.archive_key,
    r.source,
    1 AS receipts,
    CASE WHEN l.object_key IS NULL THEN 1 ELSE 0 END AS lost_receipts,
    0 AS is_listed,
    1 AS must_be_listed,
    CAST(NULL AS TIMESTAMP) AS modified_at,
    r.row_count AS receipt_rows,
    CAST(NULL AS BIGINT) AS loaded_rows,
    CAST(NULL AS BIGINT) AS batch_rows
  FROM ops.receipt r
  LEFT JOIN ops.listed_object l ON l.object_key = r.receipt_key
  UNION ALL
  SELECT l.object_key, l.source, 0, 0, 1, 0, l.modified_at, NULL, NULL, NULL
  FROM ops.listed_object l
  WHERE l.kind NOT IN ('receipt', 'originals')
  UNION ALL
  -- What was loaded since may lie in the archive since.
  SELECT
    g.archive_key,
    g.source,
    0, 0, 0,
    CASE WHEN g.loaded_at < run.listed_at THEN 1 ELSE 0 END,
    NULL, NULL,
    g.row_count,
    NULL
  FROM ops.load_ledger g
  CROSS JOIN run
  UNION ALL
  SELECT
    b.archive_key,
    b.source,
    0, 0, 0,
    CASE WHEN b.published_at < run.listed_at THEN 1 ELSE 0 END,
    NULL, NULL, NULL,
    b.row_count
  FROM ops.batch_object b
  CROSS JOIN run
),
objects AS (
  SELECT
    e.archive_key,
    CAST(
      SUBSTRING(e.archive_key, POSITION('arrival_date=' IN e.archive_key) + 13, 10) || ' '
      || SUBSTRING(e.archive_key, POSITION('arrival_hour=' IN e.archive_key) + 13, 2) || ':00:00' AS TIMESTAMP
    ) AS arrived_hour,
    MAX(e.source) AS source,
    MAX(e.receipts) AS has_receipt,
    MAX(e.lost_receipts) AS has_lost_receipt,
    MAX(e.is_listed) AS is_listed,
    MAX(e.must_be_listed) AS must_be_listed,
    MAX(e.modified_at) AS modified_at,
    MAX(e.receipt_rows) AS receipt_rows,
    MAX(e.loaded_rows) AS loaded_rows,
    MAX(e.batch_rows) AS batch_rows
  FROM evidence e
  GROUP BY 1, 2
),
compared AS (
  SELECT
    o.arrived_hour,
    o.source,
    o.has_receipt,
    o.is_listed,
    o.receipt_rows,
    -- The history is loaded by the batch layer alone.
    CASE WHEN o.source = 'history' THEN o.batch_rows ELSE o.loaded_rows END AS loaded_rows,
    CASE
      WHEN o.source = 'history' AND o.batch_rows IS NULL THEN 0
      WHEN o.source <> 'history' AND o.loaded_rows IS NULL THEN 0
      ELSE 1
    END AS is_loaded,
    CASE
      WHEN o.has_lost_receipt = 1 THEN 1
      WHEN o.has_receipt = 1 THEN 0
      WHEN o.is_listed = 1 THEN CASE WHEN o.modified_at < run.due_before THEN 1 ELSE 0 END
      ELSE o.must_be_listed
    END AS receipt_missing,
    CASE WHEN o.is_listed = 0 THEN o.must_be_listed ELSE 0 END
    + CASE
      WHEN o.archive_key LIKE 'archive/quarantine/%' AND b.object_key IS NULL
        THEN GREATEST(o.is_listed, o.must_be_listed)
      ELSE 0
    END AS object_missing,
    CASE
      WHEN o.source = 'history' THEN 0
      WHEN o.loaded_rows IS NULL AND o.is_listed = 1 AND o.modified_at < run.due_before THEN 1
      ELSE 0
    END AS not_loaded,
    CASE
      WHEN NVL(o.receipt_rows <> o.loaded_rows, FALSE) THEN 1
      WHEN NVL(o.receipt_rows <> o.batch_rows, FALSE) THEN 1
      WHEN NVL(o.batch_rows <> o.loaded_rows, FALSE) THEN 1
      ELSE 0
    END AS rows_differ
  FROM objects o
  CROSS JOIN run
  -- The original bytes of quarantined records lie beside the rows that lead to them, under the same name.
  LEFT JOIN ops.listed_object b
    ON b.kind = 'originals'
    AND b.object_key = REPLACE(REPLACE(o.archive_key, 'archive/quarantine/', 'quarantine-raw/'), '.parquet', '.bin')
  WHERE o.arrived_hour >= run.window_start
),
counted AS (
  SELECT
    c.arrived_hour,
    c.source,
    0 AS records_in_stream,
    0 AS records_covered,
    0 AS records_given_up,
    c.has_receipt AS objects_in_receipts,
    c.is_listed AS objects_in_archive,
    c.is_loaded AS objects_loaded,
    NVL(c.receipt_rows, 0) AS rows_in_receipts,
    NVL(c.loaded_rows, 0) AS rows_loaded,
    c.receipt_missing AS receipts_missing,
    c.object_missing AS objects_missing,
    c.not_loaded AS objects_not_loaded,
    c.rows_differ AS objects_with_other_rows
  FROM compared c
  UNION ALL
  SELECT
    s.arrived_hour,
    s.source,
    s.record_count,
    s.covered_count,
    s.given_up_count,
    0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM ops.stream_count s
  CROSS JOIN run
  WHERE s.arrived_hour >= run.window_start
),
k AS (
  SELECT c.* FROM counted c
  UNION ALL
  SELECT
    CAST(NULL AS TIMESTAMP),
    CAST(NULL AS VARCHAR(128)),
    c.records_in_stream,
    c.records_covered,
    c.records_given_up,
    c.objects_in_receipts,
    c.objects_in_archive,
    c.objects_loaded,
    c.rows_in_receipts,
    c.rows_loaded,
    c.receipts_missing,
    c.objects_missing,
    c.objects_not_loaded,
    c.objects_with_other_rows
  FROM counted c
)
SELECT
  -- Hour of arrival, UTC; null: the total
  k.arrived_hour,
  -- Stream, or 'history'; null: the total
  k.source,
  -- Records of the stream, by a second reader; without what was younger than 15 minutes
  CAST(SUM(k.records_in_stream) AS BIGINT) AS records_in_stream,
  -- Those of them that a receipt covers
  CAST(SUM(k.records_covered) AS BIGINT) AS records_covered,
  -- Those that a stream mapping gave up on and that were not redriven: stored whole, not loaded
  CAST(SUM(k.records_given_up) AS BIGINT) AS records_given_up,
  -- Archive objects that receipts name
  CAST(SUM(k.objects_in_receipts) AS BIGINT) AS objects_in_receipts,
  -- Archive objects that are there
  CAST(SUM(k.objects_in_archive) AS BIGINT) AS objects_in_archive,
  -- Archive objects in the ledger of the loads; of the history, those that a batch run took
  CAST(SUM(k.objects_loaded) AS BIGINT) AS objects_loaded,
  -- Rows that the consumer wrote into them, duplicates included
  CAST(SUM(k.rows_in_receipts) AS BIGINT) AS rows_in_receipts,
  -- Rows that the loads counted after COPY; of the history, the batch runs
  CAST(SUM(k.rows_loaded) AS BIGINT) AS rows_loaded,
  -- Archive objects whose receipt is gone or never was
  CAST(SUM(k.receipts_missing) AS BIGINT) AS receipts_missing,
  -- Archive objects that receipts, loads or batch runs know and that are gone; and original bytes of quarantined records that are
  CAST(SUM(k.objects_missing) AS BIGINT) AS objects_missing,
  -- Archive objects that no load has taken for 15 minutes
  CAST(SUM(k.objects_not_loaded) AS BIGINT) AS objects_not_loaded,
  -- Archive objects of which consumer, loads and batch runs counted different rows
  CAST(SUM(k.objects_with_other_rows) AS BIGINT) AS objects_with_other_rows,
  -- What does not match: records that nothing accounts for, and the four columns before. Zero, or something is wrong
  CAST(
    SUM(
      k.records_in_stream - k.records_covered - k.records_given_up
      + k.receipts_missing + k.objects_missing + k.objects_not_loaded + k.objects_with_other_rows
    ) AS BIGINT
  ) AS differences
FROM k
GROUP BY 1, 2
