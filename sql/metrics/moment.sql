-- Everything that is counted, at the moment at which it counts. Each measure is defined here, once.
-- Grain: one row for each case at its registration, one for each closed case at its closing, one for each survey.
-- Unit: cases, surveys and answers as 1 or 0 and more; resolution in seconds, null where nothing closed.
-- Time: business-local.
CREATE VIEW metrics.moment AS
SELECT
  c.create_timestamp AS moment_at,
  {{include received_measures}}
FROM metrics.case_measure c
UNION ALL
SELECT
  c.last_modified_timestamp AS moment_at,
  {{include closed_measures}}
FROM metrics.current_case c
WHERE c.status = 'Closed'
UNION ALL
SELECT
  s.survey_timestamp AS moment_at,
  {{include surveyed_measures}}
FROM metrics.survey_measure s
