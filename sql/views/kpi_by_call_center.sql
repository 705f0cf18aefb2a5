-- The KPIs of each call centre and civil day.
-- Grain: one row for each call centre and day that have anything; call centres that the dimension lacks share one, Unknown.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end), the day.
-- A survey belongs to the call centre of its case; Unknown where the case is not there yet.
CREATE VIEW care.kpi_by_call_center AS
WITH moments AS (
  SELECT * FROM metrics.member_moment
),
sums AS (
  SELECT
    CAST(DATE_TRUNC('day', m.moment_at) AS DATE) AS day,
    DATE_TRUNC('day', m.moment_at) AS period_start,
    NVL(d.call_center_id, 'Unknown') AS member_key,
    {{include measure_sums}}
  FROM moments m
  LEFT JOIN metrics.call_center d ON d.call_center_id = m.call_center_id
  -- By both, so that a filter on either reaches the events.
  GROUP BY 1, 2, 3
),
k AS (
  SELECT
    s.day,
    s.period_start,
    DATEADD(day, 1, s.period_start) AS period_end,
    s.member_key,
    COALESCE(d.call_center_vendor || ', ' || d.location, d.location, d.call_center_vendor, s.member_key) AS label,
    {{include summed}}
  FROM sums s
  LEFT JOIN metrics.call_center d ON d.call_center_id = s.member_key
)
SELECT
  -- Civil day, business-local
  k.day,
  -- Key of the call centre (call_center_id); Unknown where the dimension lacks it
  k.member_key,
  -- Vendor and location of the call centre
  k.label,
  {{include window_columns}},
  {{include case_columns}},
  {{include kpi_columns}}
FROM k
