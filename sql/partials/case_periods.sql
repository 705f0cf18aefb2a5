DATE_TRUNC('hour', c.create_timestamp) AS created_hour,
CAST(c.create_timestamp AS DATE) AS created_day,
CAST(DATE_TRUNC('week', c.create_timestamp) AS DATE) AS created_week,
CAST(DATE_TRUNC('month', c.create_timestamp) AS DATE) AS created_month,
DATE_TRUNC('hour', CASE WHEN c.status = 'Closed' THEN c.last_modified_timestamp END) AS closed_hour,
CAST(CASE WHEN c.status = 'Closed' THEN c.last_modified_timestamp END AS DATE) AS closed_day,
CAST(DATE_TRUNC('week', CASE WHEN c.status = 'Closed' THEN c.last_modified_timestamp END) AS DATE) AS closed_week,
CAST(DATE_TRUNC('month', CASE WHEN c.status = 'Closed' THEN c.last_modified_timestamp END) AS DATE) AS closed_month
