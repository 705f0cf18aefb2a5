-- The current closed cases, batch and speed as one: what percentiles, which do not add up, are computed from.
-- Grain: one row for each closed case.
CREATE VIEW metrics.closing AS
SELECT b.closed_at, b.closed_day, b.resolution_seconds
FROM metrics.batch_closing b
UNION ALL
SELECT c.closed_at, DATE_TRUNC('day', c.closed_at), c.resolution_seconds
FROM metrics.case_change c
WHERE c.sign = 1 AND c.closed_at IS NOT NULL
