-- The closed cases of the batch layer that the speed layer does not touch.
-- Grain: one row for each such case.
CREATE VIEW metrics.batch_closing AS
SELECT
  b.closed_at,
  b.closed_day,
  b.resolution_seconds,
  {{include member_keys}}
FROM batch.measured_case b
LEFT JOIN speed.case_change t ON t.case_no = b.case_no AND t.sign = -1
WHERE b.closed_at IS NOT NULL AND t.case_no IS NULL
