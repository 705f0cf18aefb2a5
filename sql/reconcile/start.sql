-- When the listing begins, by the warehouse's clock, UTC.
SELECT TO_CHAR(GETDATE(), 'YYYY-MM-DD HH24:MI:SS') AS listed_at;
