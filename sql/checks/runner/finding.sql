-- The first offending rows of one rule, and how many it has.
SELECT '{{rule}}' AS rule_name, r.subject, r.finding, r.offending_rows
FROM (
  SELECT
    q.subject,
    q.finding,
    COUNT(*) OVER () AS offending_rows,
    ROW_NUMBER() OVER (ORDER BY q.subject, q.finding) AS place
  FROM (
    {{include rule}}
  ) AS q
) AS r
WHERE r.place <= 3
