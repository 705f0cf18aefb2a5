-- The KPIs of each product department and civil day.
-- Grain: one row for each product department and day that have anything; products that the dimension lacks, or that have no department, share one, Unknown.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end), the day.
-- A survey belongs to the product department of its case; Unknown where the case is not there yet.
CREATE VIEW care.kpi_by_product_department AS
WITH cases AS (
  SELECT c.*, c.product_department AS member_key
  FROM metrics.case_change c
),
surveys AS (
  SELECT s.*, s.product_department AS member_key
  FROM speed.survey_change s
),
stored AS (
  SELECT
    CAST(s.period_start AS DATE) AS day,
    s.member_key,
    {{include summed}}
  FROM batch.roll_up s
  WHERE s.breakdown = 'product_department'
),
overdue_cases AS (
  SELECT o.sign, o.create_timestamp, o.product_department AS member_key
  FROM metrics.overdue_change o
),
batch_closings AS (
  SELECT b.closed_day, b.product_department AS member_key, b.resolution_seconds
  FROM metrics.batch_closing b
),
{{include member_sums}},
k AS (
  SELECT
    s.day,
    s.period_start,
    s.period_end,
    s.member_key,
    s.member_key AS label,
    {{include summed}}
  FROM sums s
)
SELECT
  -- Civil day, business-local
  k.day,
  -- Department of the product; Unknown where the dimension lacks the product or its department
  k.member_key,
  -- The department once more
  k.label,
  {{include window_columns}},
  {{include case_columns}},
  {{include kpi_columns}}
FROM k
