-- The KPIs of each country and civil day.
-- Grain: one row for each country and day that have anything; countries that the dimension lacks share one, Unknown.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end), the day.
-- A survey belongs to the country of its case; Unknown where the case is not there yet.
CREATE VIEW care.kpi_by_country AS
WITH moments AS (
  SELECT * FROM metrics.member_moment
),
sums AS (
  SELECT
    CAST(DATE_TRUNC('day', m.moment_at) AS DATE) AS day,
    DATE_TRUNC('day', m.moment_at) AS period_start,
    NVL(d.country_cd, 'Unknown') AS member_key,
    {{include measure_sums}}
  FROM moments m
  LEFT JOIN metrics.country d ON d.country_cd = UPPER(m.country_cd)
  -- By both, so that a filter on either reaches the events.
  GROUP BY 1, 2, 3
),
k AS (
  SELECT
    s.day,
    s.period_start,
    DATEADD(day, 1, s.period_start) AS period_end,
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
