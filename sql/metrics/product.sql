-- The products.
-- Grain: one row for each product_id; of contradicting rows the first in the order of their texts.
CREATE VIEW metrics.product AS
SELECT
  d.product_id,
  d.department,
  d.brand,
  d.commodity_desc,
  d.sub_commodity_desc
FROM dim.product d
WHERE d.product_id IS NOT NULL
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY d.product_id ORDER BY d.department, d.brand, d.commodity_desc, d.sub_commodity_desc
) = 1
