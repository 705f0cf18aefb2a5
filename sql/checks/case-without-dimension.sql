-- The keys of the cases are in the dimensions, and the dates of events in the business calendar. The others count under
-- Unknown, or in the row without a period. A key that an event leaves out is no offence.
-- Severity: warn
-- Next: where the keys are right add them to the tables in MySQL and run casepulse batch --only dimensions, otherwise ask the producer
WITH facts AS (
  SELECT
    c.created_employee_key, c.call_center_id, c.category, c.sub_category, c.country_cd, c.product_code,
    c.created_day
  FROM metrics.current_case c
),
keys AS (
  SELECT 'employee' AS dimension, f.created_employee_key AS member_key, COUNT(*) AS cases
  FROM facts f GROUP BY 2
  UNION ALL
  SELECT 'call_center', f.call_center_id, COUNT(*) FROM facts f GROUP BY 2
  UNION ALL
  SELECT 'case_category', f.category || '/' || f.sub_category, COUNT(*) FROM facts f GROUP BY 2
  UNION ALL
  SELECT 'case_country', UPPER(f.country_cd), COUNT(*) FROM facts f GROUP BY 2
  UNION ALL
  SELECT 'product', f.product_code, COUNT(*) FROM facts f GROUP BY 2
  UNION ALL
  SELECT 'calendar', TO_CHAR(f.created_day, 'YYYY-MM-DD'), COUNT(*) FROM facts f GROUP BY 2
),
known AS (
  SELECT 'employee' AS dimension, CAST(d.emp_key AS VARCHAR(32)) AS member_key FROM dim.employee d
  UNION
  SELECT 'call_center', d.call_center_id FROM dim.call_center d
  UNION
  SELECT 'case_category', d.category_key || '/' || d.sub_category_key FROM dim.case_category d
  UNION
  SELECT 'case_country', UPPER(d.alpha_2) FROM dim.case_country d
  UNION
  SELECT 'product', d.product_id FROM dim.product d
  UNION
  SELECT 'calendar', TO_CHAR(d.calendar_date, 'YYYY-MM-DD') FROM dim.calendar d
)
SELECT
  k.dimension || ' ' || k.member_key AS subject,
  CAST(k.cases AS VARCHAR(20)) || ' cases, not in dim.' || k.dimension AS finding
FROM keys k
LEFT JOIN known m ON m.dimension = k.dimension AND m.member_key = k.member_key
WHERE k.member_key IS NOT NULL AND m.member_key IS NULL
