-- What the speed layer loaded in the five minutes before the last five.
-- Grain: one row.
-- Unit: events, records, loads; seconds.
-- Time: UTC; the window is [period_start, period_end).
CREATE VIEW care.pipeline_previous_flow AS
WITH k AS (
  SELECT
    {{include flow_sums}}
  FROM care.pipeline_load l
  WHERE l.loaded_at >= DATEADD(minute, -10, GETDATE())
    AND l.loaded_at < DATEADD(minute, -5, GETDATE())
)
SELECT
  -- Begin of the window, UTC
  DATEADD(minute, -10, GETDATE()) AS period_start,
  -- End of the window, which does not belong to it, UTC
  DATEADD(minute, -5, GETDATE()) AS period_end,
  {{include flow_columns}}
FROM k
