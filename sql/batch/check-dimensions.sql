-- Stops the run, and nothing is published: the warehouse must hold the rows that MySQL gave, of every table.
SELECT CAST(
  CASE
    WHEN LISTAGG(
      dimension || ' ' || CAST(row_count AS VARCHAR(20)) || ' ' || CAST(checksum AS VARCHAR(40)), ', '
    ) WITHIN GROUP (ORDER BY dimension) = '{{expected}}' THEN '1'
    ELSE 'a dimension differs'
  END AS INTEGER
)
FROM dimension_checksum;
