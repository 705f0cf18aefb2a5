-- What the members of the breakdowns are called, and what filters can be set to.
-- Grain: one row for each breakdown and member of its dimension, and one for Unknown. Departments and agents go by their keys and are not in it.
-- Time: none.
CREATE VIEW care.member_label AS
WITH k AS (
  SELECT
    'call_center' AS breakdown,
    d.call_center_id AS member_key,
    d.call_center_vendor AS first_label,
    d.location AS last_label,
    COALESCE(d.call_center_vendor || ', ' || d.location, d.location, d.call_center_vendor, d.call_center_id) AS label
  FROM metrics.call_center d
  UNION ALL
  SELECT
    'priority',
    p.priority_key,
    NVL(p.priority_level, 'Unknown'),
    NVL(p.severity, 'Unknown'),
    NVL(p.priority_level, 'Unknown') || ' / ' || NVL(p.severity, 'Unknown')
  FROM metrics.priority p
  UNION ALL
  SELECT
    'category',
    c.category_key || '/' || c.sub_category_key,
    c.category_description,
    c.sub_category_description,
    COALESCE(
      c.category_description || ' / ' || c.sub_category_description,
      c.sub_category_description,
      c.category_description,
      c.category_key || '/' || c.sub_category_key
    )
  FROM metrics.category c
  UNION ALL
  SELECT 'country', o.country_cd, o.country_name, o.country_name, NVL(o.country_name, o.country_cd)
  FROM metrics.country o
  UNION ALL
  SELECT 'channel', 'Call', 'Call', 'Call', 'Call'
  UNION ALL
  SELECT 'channel', 'Chat', 'Chat', 'Chat', 'Chat'
  UNION ALL
  SELECT 'channel', 'Email', 'Email', 'Email', 'Email'
  UNION ALL
  SELECT 'call_center', 'Unknown', NULL, NULL, 'Unknown'
  UNION ALL
  SELECT 'priority', 'Unknown', 'Unknown', 'Unknown', 'Unknown / Unknown'
  UNION ALL
  SELECT 'category', 'Unknown', NULL, NULL, 'Unknown'
  UNION ALL
  SELECT 'country', 'Unknown', NULL, NULL, 'Unknown'
  UNION ALL
  SELECT 'channel', 'Unknown', NULL, NULL, 'Unknown'
)
SELECT
  -- call_center, priority, category, country or channel
  k.breakdown,
  -- Key of the member; Unknown where the dimension lacks it
  k.member_key,
  -- The first part of its name: vendor, level, category; null where it has none
  k.first_label,
  -- The second part of its name: location, severity, sub-category; null where it has none
  k.last_label,
  -- Both
  k.label
FROM k
