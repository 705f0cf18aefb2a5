-- The same as sla_bands.sql over the cases that pass the filters.
WITH {{include sla_at_risk}}
{{include sla_counts}}
FROM risks r
GROUP BY 1
ORDER BY 1
