-- Rows and checksum of each dimension as copied, in the order of domain/dimensions.ts. A row's text is each value after
-- U+0002, U+0001 for NULL; a table's checksum the sum of the first 60 bits of each row's MD5. The extraction
-- (adapters/mysql-rows/row-checksum.ts) computes the same of the bytes that MySQL sends.
CREATE TEMP TABLE dimension_checksum AS
SELECT
  'calendar' AS dimension,
  COUNT(*) AS row_count,
  NVL(SUM(CAST(STRTOL(LEFT(r.digest, 15), 16) AS DECIMAL(38, 0))), 0) AS checksum
FROM (
  SELECT MD5(
    CHR(2) || NVL(CAST(calendar_date AS VARCHAR), CHR(1))
    || CHR(2) || NVL(date_desc, CHR(1))
    || CHR(2) || NVL(CAST(week_day_nbr AS VARCHAR), CHR(1))
    || CHR(2) || NVL(CAST(week_number AS VARCHAR), CHR(1))
    || CHR(2) || NVL(week_name, CHR(1))
    || CHR(2) || NVL(CAST(year_week_number AS VARCHAR), CHR(1))
    || CHR(2) || NVL(CAST(month_number AS VARCHAR), CHR(1))
    || CHR(2) || NVL(month_name, CHR(1))
    || CHR(2) || NVL(CAST(quarter_number AS VARCHAR), CHR(1))
    || CHR(2) || NVL(quarter_name, CHR(1))
    || CHR(2) || NVL(CAST(half_year_number AS VARCHAR), CHR(1))
    || CHR(2) || NVL(half_year_name, CHR(1))
    || CHR(2) || NVL(geo_region_cd, CHR(1))
  ) AS digest
  FROM dim.calendar
) AS r
UNION ALL
SELECT
  'call_center',
  COUNT(*),
  NVL(SUM(CAST(STRTOL(LEFT(r.digest, 15), 16) AS DECIMAL(38, 0))), 0)
FROM (
  SELECT MD5(
    CHR(2) || NVL(call_center_id, CHR(1))
    || CHR(2) || NVL(call_center_vendor, CHR(1))
    || CHR(2) || NVL(location, CHR(1))
    || CHR(2) || NVL(country, CHR(1))
  ) AS digest
  FROM dim.call_center
) AS r
UNION ALL
SELECT
  'case_category',
  COUNT(*),
  NVL(SUM(CAST(STRTOL(LEFT(r.digest, 15), 16) AS DECIMAL(38, 0))), 0)
FROM (
  SELECT MD5(
    CHR(2) || NVL(category_key, CHR(1))
    || CHR(2) || NVL(sub_category_key, CHR(1))
    || CHR(2) || NVL(category_description, CHR(1))
    || CHR(2) || NVL(sub_category_description, CHR(1))
    || CHR(2) || NVL(priority, CHR(1))
  ) AS digest
  FROM dim.case_category
) AS r
UNION ALL
SELECT
  'case_country',
  COUNT(*),
  NVL(SUM(CAST(STRTOL(LEFT(r.digest, 15), 16) AS DECIMAL(38, 0))), 0)
FROM (
  SELECT MD5(
    CHR(2) || NVL(CAST(id AS VARCHAR), CHR(1))
    || CHR(2) || NVL(name, CHR(1))
    || CHR(2) || NVL(alpha_2, CHR(1))
    || CHR(2) || NVL(alpha_3, CHR(1))
  ) AS digest
  FROM dim.case_country
) AS r
UNION ALL
SELECT
  'case_priority',
  COUNT(*),
  NVL(SUM(CAST(STRTOL(LEFT(r.digest, 15), 16) AS DECIMAL(38, 0))), 0)
FROM (
  SELECT MD5(
    CHR(2) || NVL(priority_key, CHR(1))
    || CHR(2) || NVL(priority, CHR(1))
    || CHR(2) || NVL(severity, CHR(1))
    || CHR(2) || NVL(sla, CHR(1))
  ) AS digest
  FROM dim.case_priority
) AS r
UNION ALL
SELECT
  'employee',
  COUNT(*),
  NVL(SUM(CAST(STRTOL(LEFT(r.digest, 15), 16) AS DECIMAL(38, 0))), 0)
FROM (
  SELECT MD5(
    CHR(2) || NVL(CAST(emp_key AS VARCHAR), CHR(1))
    || CHR(2) || NVL(first_name, CHR(1))
    || CHR(2) || NVL(last_name, CHR(1))
    || CHR(2) || NVL(email, CHR(1))
    || CHR(2) || NVL(gender, CHR(1))
    || CHR(2) || NVL(ldap, CHR(1))
    || CHR(2) || NVL(CAST(hire_date AS VARCHAR), CHR(1))
    || CHR(2) || NVL(manager, CHR(1))
  ) AS digest
  FROM dim.employee
) AS r
UNION ALL
SELECT
  'product',
  COUNT(*),
  NVL(SUM(CAST(STRTOL(LEFT(r.digest, 15), 16) AS DECIMAL(38, 0))), 0)
FROM (
  SELECT MD5(
    CHR(2) || NVL(product_id, CHR(1))
    || CHR(2) || NVL(department, CHR(1))
    || CHR(2) || NVL(brand, CHR(1))
    || CHR(2) || NVL(commodity_desc, CHR(1))
    || CHR(2) || NVL(sub_commodity_desc, CHR(1))
  ) AS digest
  FROM dim.product
) AS r
UNION ALL
SELECT
  'survey_question',
  COUNT(*),
  NVL(SUM(CAST(STRTOL(LEFT(r.digest, 15), 16) AS DECIMAL(38, 0))), 0)
FROM (
  SELECT MD5(
    CHR(2) || NVL(question_id, CHR(1))
    || CHR(2) || NVL(question_desc, CHR(1))
    || CHR(2) || NVL(response_type, CHR(1))
    || CHR(2) || NVL(response_range, CHR(1))
    || CHR(2) || NVL(negative_response_range, CHR(1))
    || CHR(2) || NVL(neutral_response_range, CHR(1))
    || CHR(2) || NVL(positive_response_range, CHR(1))
  ) AS digest
  FROM dim.survey_question
) AS r;

-- For the message, where one of the next statements stops the run.
SELECT dimension, row_count, CAST(checksum AS VARCHAR(38)) AS checksum FROM dimension_checksum;
