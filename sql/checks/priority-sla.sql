-- The SLA of a priority is a number of hours, or NA where there is none. Any other text counts as none.
-- Severity: warn
-- Next: correct SLA in futurecart_case_priority_details in MySQL, then run casepulse batch --only dimensions
SELECT
  'priority ' || NVL(d.priority_key, 'without a key') AS subject,
  CASE WHEN d.sla IS NULL THEN 'no SLA text' ELSE 'SLA ' || d.sla END AS finding
FROM dim.case_priority d
WHERE d.sla IS NULL
  OR (
    UPPER(TRIM(d.sla)) <> 'NA'
    AND NVL(REGEXP_SUBSTR(TRIM(d.sla), '^[0-9]{1,5}([.][0-9]{1,3})?$'), '') = ''
  )
