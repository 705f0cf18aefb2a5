-- The KPIs of each product department and civil day.
-- Grain: one row for each product department and day that have anything; products that the dimension lacks, or that have no department, share one, Unknown.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: business-local; a window is [period_start, period_end), the day.
-- A survey belongs to the product department of its case; Unknown where the case is not there yet.
CREATE VIEW care.kpi_by_product_department AS
WITH moments AS (
  SELECT * FROM metrics.member_moment
),
sums AS (
  SELECT
    CAST(DATE_TRUNC('day', m.moment_at) AS DATE) AS day,
    DATE_TRUNC('day', m.moment_at) AS period_start,
    NVL(d.department, 'Unknown') AS member_key,
    {{include measure_sums}}
  FROM moments m
  LEFT JOIN metrics.product d ON d.product_id = m.product_code
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
  -- Department of the product; Unknown where the dimension lacks the product or its department
  k.member_key,
  -- The department once more
  k.label,
  {{include window_columns}},
  {{include case_columns}},
  {{include kpi_columns}}
FROM k
