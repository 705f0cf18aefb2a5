-- The employees' keys, as text like the events have them.
-- Grain: one row for each employee key of the dimension.
CREATE VIEW metrics.agent AS
SELECT DISTINCT CAST(e.emp_key AS VARCHAR(32)) AS employee_key
FROM dim.employee e
WHERE e.emp_key IS NOT NULL
