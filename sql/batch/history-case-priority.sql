-- The rows just copied, each with the MD5 of all its values: what makes a version.
CREATE TEMP TABLE hashed_case_priority AS
SELECT DISTINCT
  priority_key,
  priority,
  severity,
  sla,
  MD5(
    CHR(2) || NVL(priority_key, CHR(1))
    || CHR(2) || NVL(priority, CHR(1))
    || CHR(2) || NVL(severity, CHR(1))
    || CHR(2) || NVL(sla, CHR(1))
  ) AS row_hash
FROM dim.case_priority;

-- Versions that are gone hold no longer.
UPDATE dim.case_priority_history
SET
  valid_to = CONVERT_TIMEZONE('UTC', '{{time_zone}}', CAST('{{started_at}}' AS TIMESTAMP)),
  is_current = FALSE
WHERE is_current
  AND row_hash NOT IN (SELECT row_hash FROM hashed_case_priority);

-- Versions that are new hold from now on, and from the beginning of time where their key has had none.
INSERT INTO dim.case_priority_history (
  priority_key, priority, severity, sla, row_hash, valid_from, valid_to, is_current
)
SELECT
  c.priority_key,
  c.priority,
  c.severity,
  c.sla,
  c.row_hash,
  CASE
    WHEN k.priority_key_text IS NULL THEN CAST('0001-01-01 00:00:00' AS TIMESTAMP)
    ELSE CONVERT_TIMEZONE('UTC', '{{time_zone}}', CAST('{{started_at}}' AS TIMESTAMP))
  END,
  CAST('9999-12-31 00:00:00' AS TIMESTAMP),
  TRUE
FROM hashed_case_priority AS c
LEFT JOIN (
  SELECT DISTINCT NVL(b.priority_key, '') AS priority_key_text
  FROM dim.case_priority_history AS b
) AS k ON k.priority_key_text = NVL(c.priority_key, '')
LEFT JOIN dim.case_priority_history AS h ON h.row_hash = c.row_hash AND h.is_current
WHERE h.row_hash IS NULL;
