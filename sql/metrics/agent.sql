-- The employees' keys, as text like the events have them.
-- Grain: one row for each employee key of the dimension.
CREATE VIEW metrics.agent AS
SELECT m.member_id AS employee_key
FROM dim.member m
WHERE m.dimension = 'employee'
