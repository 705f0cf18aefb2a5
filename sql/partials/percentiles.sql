PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST(c.resolution_seconds AS DOUBLE PRECISION)) AS p50_resolution_seconds,
PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY CAST(c.resolution_seconds AS DOUBLE PRECISION)) AS p90_resolution_seconds
