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

-- case: STV_SESSIONS tells of the session that asks
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_STV_SESSIONS.html
SELECT trim(user_name), trim(db_name), process = pg_backend_pid() FROM stv_sessions;
-- rows:
-- admin | dev | true

-- case: STV_RECENTS tells of the query that runs
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_STV_RECENTS.html
SELECT trim(user_name), trim(status), pid = pg_backend_pid() FROM stv_recents WHERE status = 'Running';
-- rows:
-- admin | Running | true

-- case: STV_INFLIGHT has the columns that cancelling a query takes
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_STV_INFLIGHT.html
SELECT COUNT(*) FROM (SELECT slice, query, pid, starttime, text FROM stv_inflight) i;
-- rows:
-- 1

-- case: the documentation's view over load errors and tables
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_STL_LOAD_ERRORS.html
CREATE VIEW loadview AS (SELECT DISTINCT tbl, trim(name) AS table_name, query, starttime, trim(filename) AS input, line_number, colname, err_code, trim(err_reason) AS reason FROM stl_load_errors sl, stv_tbl_perm sp WHERE sl.tbl = sp.id);
SELECT table_name, query, line_number, colname, starttime, trim(reason) AS error FROM loadview WHERE table_name = 'event' ORDER BY line_number LIMIT 1;
-- rows: none

-- case: SYS_LOAD_ERROR_DETAIL has its documented columns
-- page: https://docs.aws.amazon.com/redshift/latest/dg/SYS_LOAD_ERROR_DETAIL.html
SELECT user_id, query_id, transaction_id, session_id, database_name, table_id, start_time, file_name, line_number, column_name, column_type, column_length, position, error_code, error_message FROM sys_load_error_detail;
-- rows: none

-- case: nobody else holds a lock or a transaction
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_TRANSACTIONS.html
SELECT t.txn_owner, t.xid, t.pid, t.granted, l.lock_owner_pid FROM svv_transactions t JOIN stv_locks l ON l.lock_owner_pid = t.pid;
-- rows: none
