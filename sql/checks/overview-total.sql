-- The overview adds up: received = open + closed, and each case and survey that a layer has counts once.
-- Severity: block
-- Next: run casepulse batch --full, and where the difference stays report it with the output of this rule, since a view is wrong
WITH overview AS (
  SELECT o.cases_received, o.cases_open, o.received_and_closed, o.surveys
  FROM care.kpi_overview o
),
cases AS (
  SELECT COUNT(*) AS distinct_cases
  FROM (
    SELECT b.case_no FROM batch.fact_case b
    UNION
    SELECT s.case_no FROM speed.fact_case s
  ) AS c
),
surveys AS (
  SELECT COUNT(*) AS distinct_surveys
  FROM (
    SELECT b.survey_id FROM batch.fact_survey b
    UNION
    SELECT s.survey_id FROM speed.fact_survey s
  ) AS c
)
SELECT
  'cases_received ' || CAST(o.cases_received AS VARCHAR(20)) AS subject,
  'cases_open ' || CAST(o.cases_open AS VARCHAR(20)) || ' + received_and_closed '
    || CAST(o.received_and_closed AS VARCHAR(20)) AS finding
FROM overview o
WHERE o.cases_received <> o.cases_open + o.received_and_closed
UNION ALL
SELECT
  'cases_received ' || CAST(o.cases_received AS VARCHAR(20)),
  CAST(c.distinct_cases AS VARCHAR(20)) || ' cases in the layers'
FROM overview o
CROSS JOIN cases c
WHERE o.cases_received <> c.distinct_cases
UNION ALL
SELECT
  'surveys ' || CAST(o.surveys AS VARCHAR(20)),
  CAST(s.distinct_surveys AS VARCHAR(20)) || ' surveys in the layers'
FROM overview o
CROSS JOIN surveys s
WHERE o.surveys <> s.distinct_surveys
