-- The KPIs of each category and sub-category and civil day.
-- Grain: one row for each category and sub-category and day that have anything; categories that the dimension lacks share one, Unknown.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end), the day.
-- A survey belongs to the category and sub-category of its case; Unknown where the case is not there yet.
CREATE VIEW care.kpi_by_category AS
WITH cases AS (
  SELECT c.*, c.category_key AS member_key
  FROM metrics.case_change c
),
surveys AS (
  SELECT s.*, s.category_key AS member_key
  FROM speed.survey_change s
),
stored AS (
  SELECT
    CAST(s.period_start AS DATE) AS day,
    s.member_key,
    {{include summed}}
  FROM batch.roll_up s
  WHERE s.breakdown = 'category'
),
overdue_cases AS (
  SELECT o.sign, o.create_timestamp, o.category_key AS member_key
  FROM metrics.overdue_change o
),
batch_closings AS (
  SELECT b.closed_day, b.category_key AS member_key, b.resolution_seconds
  FROM metrics.batch_closing b
),
{{include member_sums}},
k AS (
  SELECT
    s.day,
    s.period_start,
    s.period_end,
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
