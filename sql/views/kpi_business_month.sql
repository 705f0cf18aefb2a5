-- The KPIs of each business month, as the calendar dimension has them.
-- Grain: one row for each business month with a date from the first registration, closing or survey to the later of
-- the last one and now; months without any are zeros. Events on dates that the calendar lacks form one more row,
-- whose window and backlog are null.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [first date of the month, its last date + 1 day), an event belongs to the month of its date.
CREATE VIEW care.kpi_business_month AS
WITH days AS (
  SELECT d.calendar_date, d.business_year, d.month_key AS period_key, d.month_number AS period_number, d.month_name AS period_name
  FROM metrics.business_day d
),
{{include business_periods}}
SELECT
  {{include window_columns}},
  -- Business year: year_week_number / 100
  k.business_year,
  -- Number of the month in the business year
  k.period_number AS month_number,
  -- Name of the month
  k.period_name AS month_name,
  {{include case_columns}},
  {{include backlog_column}},
  {{include kpi_columns}}
FROM k
