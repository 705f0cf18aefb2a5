-- The one row of each key of the large dimensions, computed anew: of contradicting rows the first in the order of their texts.
DELETE FROM dim.member;

INSERT INTO dim.member (
  dimension,
  member_id,
  department,
  brand,
  commodity_desc,
  sub_commodity_desc
)
WITH employees AS (
  SELECT DISTINCT CAST(e.emp_key AS VARCHAR(80)) AS member_id
  FROM dim.employee e
  WHERE e.emp_key IS NOT NULL
),
products AS (
  SELECT
    d.product_id AS member_id,
    d.department,
    d.brand,
    d.commodity_desc,
    d.sub_commodity_desc
  FROM dim.product d
  WHERE d.product_id IS NOT NULL
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY d.product_id ORDER BY d.department, d.brand, d.commodity_desc, d.sub_commodity_desc
  ) = 1
),
members AS (
  SELECT
    'employee' AS dimension,
    e.member_id,
    CAST(NULL AS VARCHAR(400)) AS department,
    CAST(NULL AS VARCHAR(400)) AS brand,
    CAST(NULL AS VARCHAR(400)) AS commodity_desc,
    CAST(NULL AS VARCHAR(400)) AS sub_commodity_desc
  FROM employees e
  UNION ALL
  SELECT
    'product',
    p.member_id,
    p.department,
    p.brand,
    p.commodity_desc,
    p.sub_commodity_desc
  FROM products p
)
SELECT
  m.dimension,
  m.member_id,
  m.department,
  m.brand,
  m.commodity_desc,
  m.sub_commodity_desc
FROM members m
ORDER BY m.dimension, m.member_id;
