-- The rows just copied, each with the MD5 of all its values: what makes a version.
CREATE TEMP TABLE hashed_employee AS
SELECT DISTINCT
  emp_key,
  first_name,
  last_name,
  email,
  gender,
  ldap,
  hire_date,
  manager,
  MD5(
    CHR(2) || NVL(CAST(emp_key AS VARCHAR(16)), CHR(1))
    || CHR(2) || NVL(first_name, CHR(1))
    || CHR(2) || NVL(last_name, CHR(1))
    || CHR(2) || NVL(email, CHR(1))
    || CHR(2) || NVL(gender, CHR(1))
    || CHR(2) || NVL(ldap, CHR(1))
    || CHR(2) || NVL(CAST(hire_date AS VARCHAR(16)), CHR(1))
    || CHR(2) || NVL(manager, CHR(1))
  ) AS row_hash
FROM dim.employee;

-- Versions that are gone hold no longer.
UPDATE dim.employee_history
SET
  valid_to = CONVERT_TIMEZONE('UTC', '{{time_zone}}', CAST('{{started_at}}' AS TIMESTAMP)),
  is_current = FALSE
WHERE is_current
  AND row_hash NOT IN (SELECT row_hash FROM hashed_employee);

-- Versions that are new hold from now on, and from the beginning of time where their key has had none.
INSERT INTO dim.employee_history (
  emp_key, first_name, last_name, email, gender, ldap, hire_date, manager, row_hash, valid_from, valid_to, is_current
)
SELECT
  c.emp_key,
  c.first_name,
  c.last_name,
  c.email,
  c.gender,
  c.ldap,
  c.hire_date,
  c.manager,
  c.row_hash,
  CASE
    WHEN k.emp_key_text IS NULL THEN CAST('0001-01-01 00:00:00' AS TIMESTAMP)
    ELSE CONVERT_TIMEZONE('UTC', '{{time_zone}}', CAST('{{started_at}}' AS TIMESTAMP))
  END,
  CAST('9999-12-31 00:00:00' AS TIMESTAMP),
  TRUE
FROM hashed_employee AS c
LEFT JOIN (
  SELECT DISTINCT NVL(CAST(b.emp_key AS VARCHAR(16)), '') AS emp_key_text
  FROM dim.employee_history AS b
) AS k ON k.emp_key_text = NVL(CAST(c.emp_key AS VARCHAR(16)), '')
LEFT JOIN dim.employee_history AS h ON h.row_hash = c.row_hash AND h.is_current
WHERE h.row_hash IS NULL;
