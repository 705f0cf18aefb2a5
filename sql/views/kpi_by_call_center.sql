-- The KPIs of each call centre and civil day.
-- Grain: one row for each call centre and day that have anything; call centres that the dimension lacks share one, Unknown.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end), the day.
-- A survey belongs to the call centre of its case; Unknown where the case is not there yet.
CREATE VIEW care.kpi_by_call_center AS
WITH cases AS (
  SELECT c.*, c.call_center_key AS member_key
  FROM metrics.case_change c
),
surveys AS (
  SELECT s.*, s.call_center_key AS member_key
  FROM speed.survey_change s
),
stored AS (
  SELECT
    CAST(s.period_start AS DATE) AS day,
    s.member_key,
    {{include summed}}
  FROM batch.roll_up s
  WHERE s.breakdown = 'call_center'
),
overdue_cases AS (
  SELECT o.sign, o.create_timestamp, o.call_center_key AS member_key
  FROM metrics.overdue_change o
),
batch_closings AS (
  SELECT b.closed_day, b.call_center_key AS member_key, b.resolution_seconds
  FROM metrics.batch_closing b
),
{{include member_sums}},
k AS (
  SELECT
    s.day,
    s.period_start,
    s.period_end,
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
