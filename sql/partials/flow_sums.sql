SUM(CASE WHEN l.kind = 'cases' THEN l.rows_loaded ELSE 0 END) AS case_events,
SUM(CASE WHEN l.kind = 'surveys' THEN l.rows_loaded ELSE 0 END) AS survey_events,
SUM(CASE WHEN l.kind = 'quarantine' THEN l.rows_loaded ELSE 0 END) AS quarantined,
COUNT(*) AS loads,
MAX(l.slowest_seconds) AS slowest_seconds
