-- The refused records, counted by the rule that they broke.
-- Grain: one row for each rule that was broken.
-- Unit: records.
-- Time: UTC.
CREATE VIEW care.quarantine_reason AS
WITH k AS (
  SELECT
    q.reason_code,
    SUM(CASE WHEN q.redriven_at IS NULL THEN 1 ELSE 0 END) AS waiting,
    SUM(CASE WHEN q.redriven_at IS NULL THEN 0 ELSE 1 END) AS redriven,
    MAX(q.arrived_at) AS last_arrived_at
  FROM care.quarantine q
  GROUP BY 1
)
SELECT
  -- Which rule they broke
  k.reason_code,
  -- Records that were not sent again
  CAST(k.waiting AS BIGINT) AS waiting,
  -- Records that were sent again
  CAST(k.redriven AS BIGINT) AS redriven,
  -- When the last one arrived, UTC
  k.last_arrived_at
FROM k
