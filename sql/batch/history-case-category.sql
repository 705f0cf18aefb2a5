-- The rows just copied, each with the MD5 of all its values: what makes a version.
CREATE TEMP TABLE hashed_case_category AS
SELECT DISTINCT
  category_key,
  sub_category_key,
  category_description,
  sub_category_description,
  priority,
  MD5(
    CHR(2) || NVL(category_key, CHR(1))
    || CHR(2) || NVL(sub_category_key, CHR(1))
    || CHR(2) || NVL(category_description, CHR(1))
    || CHR(2) || NVL(sub_category_description, CHR(1))
    || CHR(2) || NVL(priority, CHR(1))
  ) AS row_hash
FROM dim.case_category;

-- Versions that are gone hold no longer.
UPDATE dim.case_category_history
SET
  valid_to = CONVERT_TIMEZONE('UTC', '{{time_zone}}', CAST('{{started_at}}' AS TIMESTAMP)),
  is_current = FALSE
WHERE is_current
  AND row_hash NOT IN (SELECT row_hash FROM hashed_case_category);

-- Versions that are new hold from now on, and from the beginning of time where their key has had none.
INSERT INTO dim.case_category_history (
  category_key, sub_category_key, category_description, sub_category_description, priority, row_hash, valid_from, valid_to, is_current
)
SELECT
  c.category_key,
  c.sub_category_key,
  c.category_description,
  c.sub_category_description,
  c.priority,
  c.row_hash,
  CASE
    WHEN k.category_key_text IS NULL THEN CAST('0001-01-01 00:00:00' AS TIMESTAMP)
    ELSE CONVERT_TIMEZONE('UTC', '{{time_zone}}', CAST('{{started_at}}' AS TIMESTAMP))
  END,
  CAST('9999-12-31 00:00:00' AS TIMESTAMP),
  TRUE
FROM hashed_case_category AS c
LEFT JOIN (
  SELECT DISTINCT NVL(b.category_key, '') AS category_key_text, NVL(b.sub_category_key, '') AS sub_category_key_text
  FROM dim.case_category_history AS b
) AS k ON k.category_key_text = NVL(c.category_key, '') AND k.sub_category_key_text = NVL(c.sub_category_key, '')
LEFT JOIN dim.case_category_history AS h ON h.row_hash = c.row_hash AND h.is_current
WHERE h.row_hash IS NULL;
