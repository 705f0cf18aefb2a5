SELECT m.*, COUNT(*) OVER () AS member_count, SUM(m.{{measure}}) OVER () AS measure_total
FROM members m
ORDER BY m.{{measure}} {{direction}} NULLS LAST, m.member_key
LIMIT {{row_limit}}
