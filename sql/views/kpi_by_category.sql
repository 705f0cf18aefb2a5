-- The KPIs of each category and sub-category and civil day.
-- Grain: one row for each category and sub-category and day that have anything; categories that the dimension lacks share one, Unknown.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end), the day.
-- A survey belongs to the category and sub-category of its case; Unknown where the case is not there yet.
CREATE VIEW care.kpi_by_category AS
WITH moments AS (
  SELECT * FROM metrics.member_moment
),
sums AS (
  SELECT
    CAST(DATE_TRUNC('day', m.moment_at) AS DATE) AS day,
    DATE_TRUNC('day', m.moment_at) AS period_start,
    NVL(d.category_key || '/' || d.sub_category_key, 'Unknown') AS member_key,
    {{include measure_sums}}
  FROM moments m
  LEFT JOIN metrics.category d ON d.category_key = m.category AND d.sub_category_key = m.sub_category
  -- By both, so that a filter on either reaches the events.
  GROUP BY 1, 2, 3
),
k AS (
  SELECT
    s.day,
    s.period_start,
    DATEADD(day, 1, s.period_start) AS period_end,
    s.member_key,
    COALESCE(d.category_description || ' / ' || d.sub_category_description, d.sub_category_description, d.category_description, s.member_key) AS label,
    {{include summed}}
  FROM sums s
  LEFT JOIN metrics.category d ON d.category_key || '/' || d.sub_category_key = s.member_key
)
SELECT
  -- Civil day, business-local
  k.day,
  -- Keys of category and sub-category, such as CAT1/SCAT1; Unknown where the dimension lacks them
  k.member_key,
  -- Category and sub-category in words
  k.label,
  {{include window_columns}},
  {{include case_columns}},
  {{include kpi_columns}}
FROM k
