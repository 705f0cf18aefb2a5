-- Rows of a view as they are.
SELECT {{columns}}
FROM care.{{view}} t
ORDER BY {{order}}
LIMIT {{row_limit}}
