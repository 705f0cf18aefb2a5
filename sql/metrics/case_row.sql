-- The batch layer's cases and what the speed layer changes among them: sums times their sign are sums over the current cases.
-- For short windows, which need no stored sums.
-- Grain: one row for each case of the batch layer, and those of metrics.case_change.
CREATE VIEW metrics.case_row AS
SELECT
  1 AS sign,
  b.create_timestamp,
  b.closed_at,
  b.resolution_seconds,
  b.priority_key,
  b.is_priority,
  b.is_open,
  b.is_sla_met,
  CASE WHEN b.sla_due_at < NVL(b.closed_at, {{include now}}) THEN 1 ELSE 0 END AS is_sla_breached
FROM batch.measured_case b
UNION ALL
SELECT
  c.sign,
  c.create_timestamp,
  c.closed_at,
  c.resolution_seconds,
  c.priority_key,
  c.is_priority,
  c.is_open,
  c.is_sla_met,
  c.is_sla_breached
FROM metrics.case_change c
