-- What each current case counts for: its priority, its SLA and its flags (1 or 0).
-- Grain: one row for each case.
-- Met: closed up to the moment that is SLA hours after registration. Breached: closed later, or Open and now is past it.
-- Seconds are compared rather than moments, since that is cheap for millions of cases.
CREATE VIEW metrics.case_measure AS
SELECT
  c.case_no,
  c.create_timestamp,
  c.last_modified_timestamp,
  c.created_employee_key,
  c.call_center_id,
  c.status,
  c.category,
  c.sub_category,
  c.communication_mode,
  c.country_cd,
  c.product_code,
  c.closed_at,
  c.resolution_seconds,
  k.priority_level,
  k.severity,
  k.sla_hours,
  {{include case_measures}}
FROM metrics.current_case c
LEFT JOIN metrics.category k ON k.category_key = c.category AND k.sub_category_key = c.sub_category
