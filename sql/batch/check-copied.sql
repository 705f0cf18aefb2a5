-- Stops the run, and nothing is published: each object must give the rows that were archived in it.
SELECT CAST(
  CASE WHEN COUNT(*) = 0 THEN '1' ELSE 'rows differ in ' || COUNT(*) || ' objects of {{kind}}, first ' || MIN(archive_key) END
  AS INTEGER
)
FROM (
  SELECT COALESCE(o.archive_key, c.archive_key) AS archive_key
  FROM (SELECT archive_key, expected_rows FROM run_object WHERE kind = '{{kind}}') AS o
  FULL JOIN (
    SELECT archive_key, COUNT(*) AS copied_rows FROM {{copied}} GROUP BY archive_key
  ) AS c ON c.archive_key = o.archive_key
  -- What the speed layer counted when it copied the same object.
  LEFT JOIN ops.load_ledger AS l ON l.archive_key = o.archive_key
  WHERE o.archive_key IS NULL
    OR c.archive_key IS NULL
    OR c.copied_rows <> COALESCE(o.expected_rows, l.row_count, c.copied_rows)
) AS difference;
