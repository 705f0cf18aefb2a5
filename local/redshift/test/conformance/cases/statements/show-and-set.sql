-- case: SHOW TABLES of a schema
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLES.html
CREATE TABLE tb (a INT);
CREATE TABLE tb2 (a INT);
CREATE TABLE tb3 (a INT);
SHOW TABLES FROM SCHEMA dev.public LIKE 'tb%';
-- columns: database_name | schema_name | table_name | table_type | table_acl | remarks
-- rows:
-- dev | public | tb | TABLE | NULL | NULL
-- dev | public | tb2 | TABLE | NULL | NULL
-- dev | public | tb3 | TABLE | NULL | NULL

-- case: SHOW TABLES up to a limit
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLES.html
CREATE TABLE tb (a INT);
CREATE TABLE tb2 (a INT);
SHOW TABLES FROM SCHEMA dev.public LIKE 'tb%' LIMIT 1;
-- rows:
-- dev | public | tb | TABLE | NULL | NULL

-- case: a pattern without metacharacters is the name itself
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLES.html
CREATE TABLE tb (a INT);
CREATE TABLE tb2 (a INT);
SHOW TABLES FROM SCHEMA dev.public LIKE 'tb';
-- rows:
-- dev | public | tb | TABLE | NULL | NULL

-- case: SHOW COLUMNS of a table
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_COLUMNS.html
CREATE TABLE event (eventid INTEGER NOT NULL, eventname VARCHAR(200));
SHOW COLUMNS FROM TABLE dev.public.event;
-- columns: database_name | schema_name | table_name | column_name | ordinal_position | column_default | is_nullable | data_type | character_maximum_length | numeric_precision | remarks
-- rows:
-- dev | public | event | eventid | 1 | NULL | NO | integer | NULL | 32 | NULL
-- dev | public | event | eventname | 2 | NULL | YES | character varying | 200 | NULL | NULL

-- case: SHOW SCHEMAS of a database
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_SCHEMAS.html
CREATE SCHEMA sales_schema;
SHOW SCHEMAS FROM DATABASE dev LIKE 'sales%';
-- rows:
-- dev | sales_schema | NULL | local | NULL | NULL | NULL

-- case: SHOW VIEW gives the definition
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_VIEW.html
CREATE TABLE venue (venueid INT, venuecity VARCHAR(30));
CREATE VIEW la_venues_v AS SELECT venue.venueid FROM venue WHERE venuecity='Los Angeles';
SHOW VIEW la_venues_v;
-- rows:
-- SELECT venue.venueid FROM venue WHERE venuecity='Los Angeles';

-- case: SHOW search_path after SET
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_search_path.html
create schema enterprise;
set search_path to enterprise;
show search_path;
-- rows:
-- enterprise

-- case: the first schema of the search path wins
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_search_path.html
create schema enterprise;
set search_path to '$user', public, enterprise;
create table enterprise.frontier (c1 int);
create table public.frontier (c1 int);
insert into enterprise.frontier values(1);
select * from frontier;
-- rows: none

-- case: a name that the first schema lacks is found in the next
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_search_path.html
create schema enterprise;
create table enterprise.frontier (c1 int);
insert into enterprise.frontier values(1);
set search_path to public, enterprise;
select c1 from frontier;
-- rows:
-- 1

-- case: what is made without a schema goes to the first one
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_search_path.html
create schema enterprise;
set search_path to enterprise, public;
create table frontier (c1 int);
select table_schema from svv_tables where table_name = 'frontier';
-- rows:
-- enterprise

-- case: SET of a query group
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SET.html
set query_group to 'priority';
reset query_group;
-- done

-- case: SET of a session context variable
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SET.html
SET app_context.user_id TO 123;
SET app_context.user_id TO 'sample_variable_value';
-- done

-- case: SHOW ALL has names and settings
-- page: https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_ConfigurationRef.html
show all;
-- columns: name | setting
-- done

-- case: a parameter that is none
-- page: https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_ConfigurationRef.html
set no_such_parameter to 1;
-- error: unrecognized configuration parameter "no_such_parameter"

-- case: a statement that takes longer than statement_timeout is canceled
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_statement_timeout.html
set statement_timeout = 1;
create table listing as with recursive r(n) as (select 1 union all select n + 1 from r where n < 100000) select n from r;
-- error: canceled on user's request

-- case: SHOW of a setting after SET and RESET
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW.html
set statement_timeout to 60000;
show statement_timeout;
-- rows:
-- 60000

-- case: SHOW TABLE of a table with a primary key
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLE.html
create table foo(a int PRIMARY KEY, b int);
show table foo;
-- rows:
-- CREATE TABLE public.foo ( a integer NOT NULL ENCODE az64, b integer ENCODE az64, PRIMARY KEY (a) ) DISTSTYLE AUTO;

-- case: SHOW TABLE of the types of a table
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLE.html
create schema s;
create table s.sales (salesid integer not null, dateid smallint not null, pricepaid decimal(8,2), catname varchar(10), saletime timestamp, is_open boolean);
show table s.sales;
-- rows:
-- CREATE TABLE s.sales ( salesid integer NOT NULL ENCODE az64, dateid smallint NOT NULL ENCODE az64, pricepaid numeric(8,2) ENCODE az64, catname character varying(10) ENCODE lzo, saletime timestamp without time zone ENCODE az64, is_open boolean ) DISTSTYLE AUTO;

-- case: SHOW TABLE of what is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLE.html
show table nosuch;
-- error: "nosuch" does not exist

-- case: SHOW GRANTS on a table
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_GRANTS.html
create schema demo_schema;
create table demo_schema.t100 (a int, b int);
create role reader;
grant select, insert on demo_schema.t100 to role reader;
show grants on table demo_schema.t100;
-- columns: database_name | schema_name | object_name | object_type | privilege_type | identity_id | identity_name | identity_type | admin_option | privilege_scope
-- rows:
-- dev | demo_schema | t100 | TABLE | INSERT | NULL | reader | role | false | TABLE
-- dev | demo_schema | t100 | TABLE | SELECT | NULL | reader | role | false | TABLE

-- case: SHOW GRANTS of a role, up to a limit
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_GRANTS.html
create schema demo_schema;
create table demo_schema.t100 (a int);
create role reader;
grant usage on schema demo_schema to role reader;
grant select on demo_schema.t100 to role reader;
show grants for role reader limit 1;
-- rows:
-- dev | demo_schema | demo_schema | SCHEMA | USAGE | NULL | reader | role | false | SCHEMA

-- case: SHOW COLUMN GRANTS of a table
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_COLUMN_GRANTS.html
create schema demo_schema;
create table demo_schema.t100 (a int, b int);
create role analyst;
grant select (a) on demo_schema.t100 to role analyst;
show column grants on table demo_schema.t100 for role analyst;
-- columns: database_name | schema_name | table_name | column_name | object_type | privilege_type | identity_id | identity_name | identity_type | admin_option | privilege_scope
-- rows:
-- dev | demo_schema | t100 | a | COLUMN | SELECT | NULL | analyst | role | false | COLUMN
