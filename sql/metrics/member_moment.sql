-- The rows of metrics.moment with the raw keys of the case that they belong to, for the breakdowns.
-- Grain: as metrics.moment. A survey has the keys of its case; nulls where the case is not there yet.
CREATE VIEW metrics.member_moment AS
SELECT
  c.create_timestamp AS moment_at,
  {{include case_keys}},
  {{include received_measures}}
FROM metrics.case_measure c
UNION ALL
SELECT
  c.last_modified_timestamp AS moment_at,
  {{include case_keys}},
  {{include closed_measures}}
FROM metrics.current_case c
WHERE c.status = 'Closed'
UNION ALL
SELECT
  s.survey_timestamp AS moment_at,
  {{include case_keys}},
  {{include surveyed_measures}}
FROM metrics.survey_measure s
LEFT JOIN metrics.current_case c ON c.case_no = s.case_no
