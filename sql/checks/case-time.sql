-- No case is modified, and so closed, before it was created: its resolution time would be negative.
-- Severity: block
-- Next: such events are quarantined on arrival, so look at what wrote the archive object that the row names, put the right object in its place and run casepulse batch --full
SELECT
  'case ' || c.case_no AS subject,
  c.status || ' ' || TO_CHAR(c.last_modified_timestamp, 'YYYY-MM-DD HH24:MI:SS')
    || ' before created ' || TO_CHAR(c.create_timestamp, 'YYYY-MM-DD HH24:MI:SS') || ', ' || c.archive_key AS finding
FROM batch.fact_case c
WHERE c.last_modified_timestamp < c.create_timestamp
UNION ALL
SELECT
  'case ' || c.case_no,
  c.status || ' ' || TO_CHAR(c.last_modified_timestamp, 'YYYY-MM-DD HH24:MI:SS')
    || ' before created ' || TO_CHAR(c.create_timestamp, 'YYYY-MM-DD HH24:MI:SS') || ', ' || c.archive_key
FROM speed.fact_case c
WHERE c.last_modified_timestamp < c.create_timestamp
