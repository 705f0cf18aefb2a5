CASE WHEN c.status = 'Closed' THEN c.last_modified_timestamp END AS closed_at,
CASE
  WHEN c.status = 'Closed' THEN DATEDIFF(second, c.create_timestamp, c.last_modified_timestamp)
END AS resolution_seconds
