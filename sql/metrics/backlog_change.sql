-- What moves the backlog, at the moment at which it does.
-- Grain: one row for each case at its registration (1) and one for each closed case at its closing (-1).
CREATE VIEW metrics.backlog_change AS
SELECT c.create_timestamp AS moment_at, 1 AS change
FROM metrics.current_case c
UNION ALL
SELECT c.last_modified_timestamp AS moment_at, -1 AS change
FROM metrics.current_case c
WHERE c.status = 'Closed'
