-- Stops the run, and nothing is published: the rows in the warehouse must be those read from MySQL.
SELECT CAST(
  CASE WHEN COUNT(*) = 0 THEN '1' ELSE 'rows differ in ' || LISTAGG(dimension, ', ') END AS INTEGER
)
FROM (
  SELECT 'calendar' AS dimension, (SELECT COUNT(*) FROM dim.calendar) - {{calendar}} AS surplus
  UNION ALL
  SELECT 'call_center', (SELECT COUNT(*) FROM dim.call_center) - {{call_center}}
  UNION ALL
  SELECT 'case_category', (SELECT COUNT(*) FROM dim.case_category) - {{case_category}}
  UNION ALL
  SELECT 'case_country', (SELECT COUNT(*) FROM dim.case_country) - {{case_country}}
  UNION ALL
  SELECT 'case_priority', (SELECT COUNT(*) FROM dim.case_priority) - {{case_priority}}
  UNION ALL
  SELECT 'employee', (SELECT COUNT(*) FROM dim.employee) - {{employee}}
  UNION ALL
  SELECT 'product', (SELECT COUNT(*) FROM dim.product) - {{product}}
  UNION ALL
  SELECT 'survey_question', (SELECT COUNT(*) FROM dim.survey_question) - {{survey_question}}
) AS difference
WHERE surplus <> 0;
