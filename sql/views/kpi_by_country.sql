-- The KPIs of each country and civil day.
-- Grain: one row for each country and day that have anything; countries that the dimension lacks share one, Unknown.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end), the day.
-- A survey belongs to the country of its case; Unknown where the case is not there yet.
CREATE VIEW care.kpi_by_country AS
WITH cases AS (
  SELECT c.*, c.country_key AS member_key
  FROM metrics.case_change c
),
surveys AS (
  SELECT s.*, s.country_key AS member_key
  FROM speed.survey_change s
),
stored AS (
  SELECT
    CAST(s.period_start AS DATE) AS day,
    s.member_key,
    {{include summed}}
  FROM batch.roll_up s
  WHERE s.breakdown = 'country'
),
overdue_cases AS (
  SELECT o.sign, o.create_timestamp, o.country_key AS member_key
  FROM metrics.overdue_change o
),
batch_closings AS (
  SELECT b.closed_day, b.country_key AS member_key, b.resolution_seconds
  FROM metrics.batch_closing b
),
{{include member_sums}},
k AS (
  SELECT
    s.day,
    s.period_start,
    s.period_end,
    s.member_key,
    COALESCE(d.country_name, s.member_key) AS label,
    {{include summed}}
  FROM sums s
  LEFT JOIN metrics.country d ON d.country_cd = s.member_key
)
SELECT
  -- Civil day, business-local
  k.day,
  -- Two-letter code of the country, upper case; Unknown where the dimension lacks it
  k.member_key,
  -- Name of the country
  k.label,
  {{include window_columns}},
  {{include case_columns}},
  {{include kpi_columns}}
FROM k
