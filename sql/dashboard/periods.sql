-- The periods of a view that overlap a span of time, the latest first.
SELECT
  {{include period_columns}}
FROM care.{{view}} k
WHERE k.period_end > CAST(:period_from AS TIMESTAMP) AND k.period_start < CAST(:period_to AS TIMESTAMP)
ORDER BY k.period_start DESC
LIMIT {{row_limit}}
