-- The KPIs of each channel and civil day.
-- Grain: one row for each channel and day that have anything; channels other than Call, Chat and Email share one, Unknown.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end), the day.
-- A survey belongs to the channel of its case; Unknown where the case is not there yet.
CREATE VIEW care.kpi_by_channel AS
WITH moments AS (
  SELECT * FROM metrics.member_moment
),
sums AS (
  SELECT
    CAST(DATE_TRUNC('day', m.moment_at) AS DATE) AS day,
    DATE_TRUNC('day', m.moment_at) AS period_start,
    CASE WHEN m.communication_mode IN ('Call', 'Chat', 'Email') THEN m.communication_mode ELSE 'Unknown' END AS member_key,
    {{include measure_sums}}
  FROM moments m
  -- By both, so that a filter on either reaches the events.
  GROUP BY 1, 2, 3
),
k AS (
  SELECT
    s.day,
    s.period_start,
    DATEADD(day, 1, s.period_start) AS period_end,
    s.member_key,
    s.member_key AS label,
    {{include summed}}
  FROM sums s
)
SELECT
  -- Civil day, business-local
  k.day,
  -- Channel (communication_mode): Call, Chat or Email; Unknown for all else
  k.member_key,
  -- The channel once more
  k.label,
  {{include window_columns}},
  {{include case_columns}},
  {{include kpi_columns}}
FROM k
