-- The members that the offered filters can be set to; of the many countries the map tells.
SELECT m.breakdown, m.member_key, m.label
FROM care.member_label m
WHERE m.breakdown <> 'country'
ORDER BY m.label, m.member_key
LIMIT {{row_limit}}
