-- Stops the run, and nothing is published: the warehouse must hold the rows that MySQL gave.
SELECT CAST(CASE WHEN COUNT(*) = 1 THEN '1' ELSE '{{table}} differs' END AS INTEGER)
FROM dimension_checksum
WHERE dimension = '{{table}}' AND row_count = {{rows}} AND checksum = CAST('{{checksum}}' AS DECIMAL(38, 0));
