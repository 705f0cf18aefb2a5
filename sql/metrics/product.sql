-- The products.
-- Grain: one row for each product_id, as publishing chose it among contradicting ones.
CREATE VIEW metrics.product AS
SELECT
  m.member_id AS product_id,
  m.department,
  m.brand,
  m.commodity_desc,
  m.sub_commodity_desc
FROM dim.member m
WHERE m.dimension = 'product'
