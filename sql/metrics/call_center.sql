-- The call centres.
-- Grain: one row for each call_center_id; of contradicting rows the first in the order of their texts.
CREATE VIEW metrics.call_center AS
SELECT
  d.call_center_id,
  d.call_center_vendor,
  d.location,
  d.country
FROM dim.call_center d
WHERE d.call_center_id IS NOT NULL
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY d.call_center_id ORDER BY d.call_center_vendor, d.location, d.country
) = 1
