-- What dimensions held at what time, one row for each version of a row: written by the transaction that publishes
-- the dimensions. Times are business-local, as those of the events; a version holds from valid_from until before
-- valid_to. The first version of a key is valid from the beginning of time.

CREATE TABLE dim.employee_history (
  emp_key INTEGER,
  first_name VARCHAR(400),
  last_name VARCHAR(400),
  email VARCHAR(400),
  gender VARCHAR(80),
  ldap VARCHAR(400),
  hire_date DATE,
  manager VARCHAR(80),
  -- MD5 of all columns, as sql/batch/history-*.sql compute it.
  row_hash VARCHAR(32) NOT NULL,
  valid_from TIMESTAMP NOT NULL,
  valid_to TIMESTAMP NOT NULL,
  is_current BOOLEAN NOT NULL
)
DISTSTYLE ALL;

CREATE TABLE dim.case_category_history (
  category_key VARCHAR(40),
  sub_category_key VARCHAR(40),
  category_description VARCHAR(200),
  sub_category_description VARCHAR(200),
  priority VARCHAR(40),
  -- MD5 of all columns, as sql/batch/history-*.sql compute it.
  row_hash VARCHAR(32) NOT NULL,
  valid_from TIMESTAMP NOT NULL,
  valid_to TIMESTAMP NOT NULL,
  is_current BOOLEAN NOT NULL
)
DISTSTYLE ALL;

CREATE TABLE dim.case_priority_history (
  priority_key VARCHAR(20),
  priority VARCHAR(80),
  severity VARCHAR(400),
  sla VARCHAR(400),
  -- MD5 of all columns, as sql/batch/history-*.sql compute it.
  row_hash VARCHAR(32) NOT NULL,
  valid_from TIMESTAMP NOT NULL,
  valid_to TIMESTAMP NOT NULL,
  is_current BOOLEAN NOT NULL
)
DISTSTYLE ALL;

GRANT SELECT, INSERT, UPDATE ON dim.employee_history, dim.case_category_history, dim.case_priority_history TO ROLE batch;

-- Personal data as in the current rows.

ATTACH MASKING POLICY hide_personal ON dim.employee_history (first_name) TO ROLE analyst PRIORITY 10;

ATTACH MASKING POLICY hide_personal ON dim.employee_history (last_name) TO ROLE analyst PRIORITY 10;

ATTACH MASKING POLICY hide_personal ON dim.employee_history (email) TO ROLE analyst PRIORITY 10;

ATTACH MASKING POLICY hide_personal ON dim.employee_history (ldap) TO ROLE analyst PRIORITY 10;

ATTACH MASKING POLICY show_personal ON dim.employee_history (first_name) TO ROLE personal_data PRIORITY 20;

ATTACH MASKING POLICY show_personal ON dim.employee_history (last_name) TO ROLE personal_data PRIORITY 20;

ATTACH MASKING POLICY show_personal ON dim.employee_history (email) TO ROLE personal_data PRIORITY 20;

ATTACH MASKING POLICY show_personal ON dim.employee_history (ldap) TO ROLE personal_data PRIORITY 20;
