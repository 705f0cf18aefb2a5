-- The run's start by the warehouse's clock, UTC.
SELECT TO_CHAR(GETDATE(), 'YYYY-MM-DD HH24:MI:SS') AS started_at;
