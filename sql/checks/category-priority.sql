-- Each category leads to a priority that its dimension has. Cases of the others count under Unknown and have no SLA.
-- Severity: warn
-- Next: correct futurecart_case_category_details or futurecart_case_priority_details in MySQL, then run casepulse batch --only dimensions
SELECT
  'category ' || NVL(d.category_key, '') || '/' || NVL(d.sub_category_key, '') AS subject,
  CASE WHEN d.priority IS NULL THEN 'no priority' ELSE 'priority ' || d.priority || ' is not in dim.case_priority' END AS finding
FROM dim.case_category d
LEFT JOIN (SELECT DISTINCT p.priority_key FROM dim.case_priority p) AS p ON p.priority_key = d.priority
WHERE p.priority_key IS NULL
