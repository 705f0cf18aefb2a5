-- The KPIs of everything there is.
-- Grain: one row, zeros where nothing is there yet.
-- Unit: cases, surveys and answers; minutes; percent.
-- Time: no window; period_start and period_end are null.
CREATE VIEW care.kpi_overview AS
WITH cases AS (
  SELECT * FROM metrics.case_measure
),
received AS (
  SELECT
    {{include received_sums}}
  FROM cases c
),
closed AS (
  SELECT
    {{include closed_sums}}
  FROM cases c
  WHERE c.closed_at IS NOT NULL
),
surveyed AS (
  SELECT
    {{include surveyed_sums}}
  FROM metrics.survey_measure s
),
parts AS (
  {{include parts}}
),
sums AS (
  SELECT
    {{include measure_sums}}
  FROM parts m
),
k AS (
  SELECT
    CAST(NULL AS TIMESTAMP) AS period_start,
    CAST(NULL AS TIMESTAMP) AS period_end,
    NVL(s.cases_received, 0) - NVL(s.cases_closed, 0) AS backlog,
    {{include summed}}
  FROM sums s
)
SELECT
  {{include window_columns}},
  {{include case_columns}},
  {{include backlog_column}},
  {{include kpi_columns}}
FROM k
