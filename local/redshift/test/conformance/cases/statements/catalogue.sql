-- case: SVV_TABLES tells tables from views
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_TABLES.html
CREATE SCHEMA s;
CREATE TABLE s.t (a INT);
CREATE VIEW s.v AS SELECT a FROM s.t;
SELECT table_schema, table_name, table_type FROM svv_tables WHERE table_schema = 's' ORDER BY table_name;
-- rows:
-- s | t | BASE TABLE
-- s | v | VIEW

-- case: SVV_COLUMNS names Redshift's types
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_COLUMNS.html
CREATE TABLE t (a INT NOT NULL, b VARCHAR(20), c DECIMAL(10,2), d TIMESTAMP, e FLOAT, f BOOLEAN, g BIGINT, h DATE);
SELECT column_name, data_type, character_maximum_length, is_nullable FROM svv_columns WHERE table_name = 't' ORDER BY ordinal_position;
-- rows:
-- a | integer | NULL | NO
-- b | character varying | 20 | YES
-- c | numeric | NULL | YES
-- d | timestamp without time zone | NULL | YES
-- e | double precision | NULL | YES
-- f | boolean | NULL | YES
-- g | bigint | NULL | YES
-- h | date | NULL | YES

-- case: PG_TABLE_DEF gives a column's type with its size
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_PG_TABLE_DEF.html
CREATE TABLE t (a VARCHAR(20), b DECIMAL(10,2));
SELECT "column", type FROM pg_table_def WHERE tablename = 't' ORDER BY "column";
-- rows:
-- a | character varying(20)
-- b | numeric(10,2)

-- case: INFORMATION_SCHEMA is there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_system-tables.html
CREATE TABLE t (a INT);
SELECT table_name FROM information_schema.tables WHERE table_name = 't' AND table_schema = 'public';
-- rows:
-- t

-- case: PG_NAMESPACE lists schemas
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_intro_catalog_views.html
CREATE SCHEMA s;
SELECT nspname FROM pg_namespace WHERE nspname IN ('s', 'public') ORDER BY nspname;
-- rows:
-- public
-- s

-- case: CURRENT_USER and CURRENT_SCHEMA
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CURRENT_USER.html
SELECT CURRENT_USER, CURRENT_SCHEMA(), CURRENT_DATABASE();
-- rows:
-- admin | public | dev

-- case: SHOW search_path
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW.html
SHOW search_path;
-- rows:
-- public
