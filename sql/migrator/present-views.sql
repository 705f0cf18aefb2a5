-- The views that are there.
SELECT 'views/' || v.schemaname || '.' || v.viewname AS path FROM pg_views v WHERE v.schemaname IN ('care', 'metrics');
