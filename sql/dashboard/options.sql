-- The members of a category that anything belongs to.
SELECT m.{{key}} AS member_key, MAX(m.{{label}}) AS label
FROM care.{{view}} m
GROUP BY 1
ORDER BY 2, 1
LIMIT {{row_limit}}
