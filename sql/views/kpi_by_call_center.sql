-- The KPIs of each call centre and civil day.
-- Grain: one row for each call centre and day that have anything; call centres that the dimension lacks share one, Unknown.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end), the day.
-- A survey belongs to the call centre of its case; Unknown where the case is not there yet.
CREATE VIEW care.kpi_by_call_center AS
WITH cases AS (
  SELECT
    c.case_no,
    c.create_timestamp,
    c.closed_at,
    c.resolution_seconds,
    c.is_open,
    c.is_priority,
    c.is_sla_met,
    c.is_sla_breached,
    NVL(d.call_center_id, 'Unknown') AS member_key
  FROM metrics.case_measure c
  LEFT JOIN metrics.call_center d ON d.call_center_id = c.call_center_id
),
received AS (
  SELECT
    DATE_TRUNC('day', c.create_timestamp) AS period_start,
    c.member_key,
    {{include received_sums}}
  FROM cases c
  GROUP BY 1, 2
),
closed AS (
  SELECT
    DATE_TRUNC('day', c.closed_at) AS period_start,
    c.member_key,
    {{include closed_sums}}
  FROM cases c
  WHERE c.closed_at IS NOT NULL
  GROUP BY 1, 2
),
surveyed AS (
  SELECT
    DATE_TRUNC('day', s.survey_timestamp) AS period_start,
    NVL(c.member_key, 'Unknown') AS member_key,
    {{include surveyed_sums}}
  FROM metrics.survey_measure s
  LEFT JOIN cases c ON c.case_no = s.case_no
  GROUP BY 1, 2
),
parts AS (
  {{include parts}}
),
sums AS (
  SELECT
    m.period_start,
    m.member_key,
    {{include measure_sums}}
  FROM parts m
  GROUP BY 1, 2
),
k AS (
  SELECT
    CAST(s.period_start AS DATE) AS day,
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
