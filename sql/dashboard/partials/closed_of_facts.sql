COUNT(*) AS cases_closed,
SUM(f.resolution_minutes) AS resolution_minutes
