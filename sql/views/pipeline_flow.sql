-- What passed each stage of the speed layer in the last five minutes.
-- Grain: one row.
-- Unit: events, records, loads; events a minute; seconds.
-- Time: UTC; the window is [period_start, period_end).
CREATE VIEW care.pipeline_flow AS
WITH w AS (
  SELECT DATEADD(minute, -5, GETDATE()) AS period_start, DATEADD(minute, 0, GETDATE()) AS period_end
),
{{include flow}}
SELECT
  -- Begin of the window, UTC
  k.period_start,
  -- End of the window, which does not belong to it, UTC
  k.period_end,
  {{include flow_columns}}
FROM k
