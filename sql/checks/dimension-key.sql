-- Each key of a dimension has one row, and each row a key. Of contradicting rows the views take the first in the order of
-- their texts, so totals stay right, and labels, priorities or classes may be the wrong ones.
-- Severity: warn
-- Next: correct the rows in MySQL, then run casepulse batch --only dimensions
WITH keys AS (
  SELECT 'calendar' AS dimension, TO_CHAR(d.calendar_date, 'YYYY-MM-DD') || ' ' || NVL(d.geo_region_cd, '') AS member_key
  FROM dim.calendar d
  UNION ALL
  SELECT 'call_center', d.call_center_id FROM dim.call_center d
  UNION ALL
  SELECT 'case_category', d.category_key || '/' || d.sub_category_key FROM dim.case_category d
  UNION ALL
  SELECT 'case_country', UPPER(d.alpha_2) FROM dim.case_country d
  UNION ALL
  SELECT 'case_priority', d.priority_key FROM dim.case_priority d
  UNION ALL
  SELECT 'employee', CAST(d.emp_key AS VARCHAR(20)) FROM dim.employee d
  UNION ALL
  SELECT 'product', d.product_id FROM dim.product d
  UNION ALL
  SELECT 'survey_question', d.question_id FROM dim.survey_question d
)
SELECT
  k.dimension || ' ' || NVL(k.member_key, 'without a key') AS subject,
  CAST(COUNT(*) AS VARCHAR(20)) || ' rows in dim.' || k.dimension AS finding
FROM keys k
GROUP BY k.dimension, k.member_key
HAVING COUNT(*) > 1 OR k.member_key IS NULL
