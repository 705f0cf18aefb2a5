-- The countries, by the upper-case code that events carry.
-- Grain: one row for each code; of contradicting rows the first in the order of their texts.
CREATE VIEW metrics.country AS
SELECT
  UPPER(d.alpha_2) AS country_cd,
  d.name AS country_name
FROM dim.case_country d
WHERE d.alpha_2 IS NOT NULL
QUALIFY ROW_NUMBER() OVER (PARTITION BY UPPER(d.alpha_2) ORDER BY d.name, d.id) = 1
