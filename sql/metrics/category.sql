-- The categories with the priority that they lead to.
-- Grain: one row for each category_key and sub_category_key; of contradicting rows the first in the order of their texts.
-- A priority that is not in its dimension is null here, as if there were none.
CREATE VIEW metrics.category AS
WITH categories AS (
  SELECT
    k.category_key,
    k.sub_category_key,
    k.category_description,
    k.sub_category_description,
    k.priority
  FROM dim.case_category k
  WHERE k.category_key IS NOT NULL AND k.sub_category_key IS NOT NULL
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY k.category_key, k.sub_category_key
    ORDER BY k.category_description, k.sub_category_description, k.priority
  ) = 1
)
SELECT
  k.category_key,
  k.sub_category_key,
  k.category_description,
  k.sub_category_description,
  p.priority_key,
  p.priority_level,
  p.severity,
  p.sla_hours,
  p.sla_seconds,
  p.is_priority
FROM categories k
LEFT JOIN metrics.priority p ON p.priority_key = k.priority
