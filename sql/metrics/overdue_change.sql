-- The open cases of the batch layer whose SLA has passed since publishing counted their breaches (sign 1), or has not passed yet
-- where the clock was put back since (sign -1). Each of the two has conditions of its own, by which both engines skip the blocks of
-- old cases: one condition for both would have them read all open cases.
-- Grain: one row for each such case.
CREATE VIEW metrics.overdue_change AS
SELECT
  1 AS sign,
  b.create_timestamp,
  b.priority_key,
  {{include member_keys}}
FROM batch.measured_case b
WHERE b.is_sla_pending = 1 AND b.sla_due_at < {{include now}}
UNION ALL
SELECT
  -1,
  b.create_timestamp,
  b.priority_key,
  {{include member_keys}}
FROM batch.measured_case b
WHERE b.is_open = 1 AND b.is_sla_breached = 1 AND b.sla_due_at >= {{include now}}
