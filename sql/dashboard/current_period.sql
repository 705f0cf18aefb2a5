-- The period of a view that now lies in.
SELECT p.period_start, p.period_end
FROM care.{{view}} p
CROSS JOIN care.pipeline_commit c
WHERE p.period_start <= c.business_now AND p.period_end > c.business_now
ORDER BY p.period_start
LIMIT 1
