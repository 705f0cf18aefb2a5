-- The dimensions, as domain/dimensions.ts has them. Small tables: a copy on every node.

CREATE TABLE dim.calendar (
  calendar_date DATE,
  date_desc VARCHAR(200),
  week_day_nbr SMALLINT,
  week_number SMALLINT,
  week_name VARCHAR(200),
  year_week_number INTEGER,
  month_number SMALLINT,
  month_name VARCHAR(200),
  quarter_number SMALLINT,
  quarter_name VARCHAR(200),
  half_year_number SMALLINT,
  half_year_name VARCHAR(200),
  geo_region_cd VARCHAR(8)
)
DISTSTYLE ALL;

CREATE TABLE dim.call_center (
  call_center_id VARCHAR(40),
  call_center_vendor VARCHAR(200),
  location VARCHAR(200),
  country VARCHAR(200)
)
DISTSTYLE ALL;

CREATE TABLE dim.case_category (
  category_key VARCHAR(40),
  sub_category_key VARCHAR(40),
  category_description VARCHAR(200),
  sub_category_description VARCHAR(200),
  priority VARCHAR(40)
)
DISTSTYLE ALL;

CREATE TABLE dim.case_country (
  id INTEGER,
  name VARCHAR(300),
  alpha_2 VARCHAR(8),
  alpha_3 VARCHAR(12)
)
DISTSTYLE ALL;

CREATE TABLE dim.case_priority (
  priority_key VARCHAR(20),
  priority VARCHAR(80),
  severity VARCHAR(400),
  sla VARCHAR(400)
)
DISTSTYLE ALL;

CREATE TABLE dim.employee (
  emp_key INTEGER,
  first_name VARCHAR(400),
  last_name VARCHAR(400),
  email VARCHAR(400),
  gender VARCHAR(80),
  ldap VARCHAR(400),
  hire_date DATE,
  manager VARCHAR(80)
)
DISTSTYLE ALL;

CREATE TABLE dim.product (
  product_id VARCHAR(80),
  department VARCHAR(400),
  brand VARCHAR(400),
  commodity_desc VARCHAR(400),
  sub_commodity_desc VARCHAR(400)
)
DISTSTYLE ALL;

CREATE TABLE dim.survey_question (
  question_id VARCHAR(40),
  question_desc VARCHAR(1000),
  response_type VARCHAR(80),
  response_range VARCHAR(80),
  negative_response_range VARCHAR(80),
  neutral_response_range VARCHAR(80),
  positive_response_range VARCHAR(80)
)
DISTSTYLE ALL;
