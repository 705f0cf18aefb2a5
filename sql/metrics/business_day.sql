-- The business calendar.
-- Grain: one row for each calendar date: the one of the lowest geo_region_cd.
-- Keys: business year x 100 + week, x 100 + month, x 10 + quarter; null where the calendar row lacks a part.
CREATE VIEW metrics.business_day AS
WITH days AS (
  SELECT
    d.calendar_date,
    d.year_week_number,
    d.year_week_number / 100 AS business_year,
    d.week_number,
    d.week_name,
    d.month_number,
    d.month_name,
    d.quarter_number,
    d.quarter_name
  FROM dim.calendar d
  WHERE d.calendar_date IS NOT NULL
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY d.calendar_date
    ORDER BY d.geo_region_cd, d.year_week_number, d.month_number, d.quarter_number, d.week_name, d.month_name, d.quarter_name
  ) = 1
)
SELECT
  d.calendar_date,
  d.business_year,
  d.year_week_number AS week_key,
  d.week_number,
  d.week_name,
  d.business_year * 100 + d.month_number AS month_key,
  d.month_number,
  d.month_name,
  d.business_year * 10 + d.quarter_number AS quarter_key,
  d.quarter_number,
  d.quarter_name
FROM days d
