-- What the loads have taken, counted after COPY. Grain: one row for each stream and kind.
SELECT
  source,
  kind,
  CAST(SUM(row_count) AS BIGINT) AS row_count
FROM ops.load_ledger
GROUP BY source, kind
