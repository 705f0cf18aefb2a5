-- case: a view, with its own column names
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE TABLE t AS SELECT 1 AS a, 'x' AS b;
CREATE VIEW v (n, m) AS SELECT a, b FROM t;
SELECT n, m FROM v;
-- rows:
-- 1 | x

-- case: OR REPLACE takes the same columns only
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE TABLE t AS SELECT 1 AS a, 2 AS b;
CREATE VIEW v AS SELECT a FROM t;
CREATE OR REPLACE VIEW v AS SELECT a, b FROM t;
-- error: cannot change number of columns in view

-- case: OR REPLACE keeps the names
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE TABLE t AS SELECT 1 AS a, 2 AS b;
CREATE VIEW v AS SELECT a FROM t;
CREATE OR REPLACE VIEW v AS SELECT b FROM t;
-- error: cannot change name of view column "a"

-- case: OR REPLACE with the same columns
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE TABLE t AS SELECT 1 AS a;
CREATE VIEW v AS SELECT a FROM t;
CREATE OR REPLACE VIEW v AS SELECT a + 1 AS a FROM t;
SELECT a FROM v;
-- rows:
-- 2

-- case: a late-binding view wants qualified names
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE TABLE t (a INT);
CREATE VIEW v AS SELECT a FROM t WITH NO SCHEMA BINDING;
-- error: should be qualified

-- case: a late-binding view does not keep its table
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE TABLE public.t (a INT);
CREATE VIEW v AS SELECT a FROM public.t WITH NO SCHEMA BINDING;
DROP TABLE public.t;
SELECT 1;
-- rows:
-- 1

-- case: a late-binding view is made before its table
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE VIEW v AS SELECT a FROM public.later WITH NO SCHEMA BINDING;
CREATE TABLE public.later AS SELECT 1 AS a;
SELECT a FROM v;
-- rows:
-- 1

-- case: a late-binding view without its table
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE VIEW v AS SELECT a FROM public.never WITH NO SCHEMA BINDING;
SELECT a FROM v;
-- error: relation "never" does not exist

-- case: a view's definition is kept
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_PG_VIEWS.html
CREATE TABLE t (a INT);
CREATE VIEW v AS SELECT a FROM t;
SELECT definition FROM pg_views WHERE viewname = 'v';
-- rows:
-- SELECT a FROM t

-- case: DROP VIEW of a table is refused
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_VIEW.html
CREATE TABLE t (a INT);
DROP VIEW t;
-- error: "t" is not a view

-- case: a view over a view
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE TABLE t AS SELECT 1 AS a;
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a + 1 AS b FROM v;
SELECT b FROM w;
-- rows:
-- 2

-- case: a materialized view holds what it was when refreshed
-- page: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-overview.html
CREATE TABLE t AS SELECT 1 AS a;
CREATE MATERIALIZED VIEW m AS SELECT SUM(a) AS total FROM t;
INSERT INTO t VALUES (2);
SELECT total FROM m;
-- rows:
-- 1

-- case: REFRESH MATERIALIZED VIEW
-- page: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-refresh-sql-command.html
CREATE TABLE t AS SELECT 1 AS a;
CREATE MATERIALIZED VIEW m AS SELECT SUM(a) AS total FROM t;
INSERT INTO t VALUES (2);
REFRESH MATERIALIZED VIEW m;
SELECT total FROM m;
-- rows:
-- 3

-- case: a materialized view reads no late-binding view
-- page: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html
CREATE TABLE public.t AS SELECT 1 AS a;
CREATE VIEW v AS SELECT a FROM public.t WITH NO SCHEMA BINDING;
CREATE MATERIALIZED VIEW m AS SELECT a FROM v;
-- error: late-binding

-- case: an auto refresh materialized view takes no GETDATE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html
CREATE MATERIALIZED VIEW m AUTO REFRESH YES AS SELECT GETDATE() AS a;
-- error: mutable functions

-- case: DROP MATERIALIZED VIEW
-- page: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-drop-sql-command.html
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
DROP MATERIALIZED VIEW m;
SELECT a FROM m;
-- error: relation "m" does not exist

-- case: a comment on a column of a late-binding view fails
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_COMMENT.html
CREATE TABLE public.t AS SELECT 1 AS a;
CREATE VIEW v AS SELECT a FROM public.t WITH NO SCHEMA BINDING;
COMMENT ON COLUMN v.a IS 'x';
-- error: does not exist

-- case: a replaced view keeps its comments
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE TABLE t (a INT);
CREATE VIEW v AS SELECT a FROM t;
COMMENT ON VIEW v IS 'a view';
COMMENT ON COLUMN v.a IS 'a column';
CREATE OR REPLACE VIEW v AS SELECT a + 0 AS a FROM t;
SELECT remarks FROM svv_columns WHERE table_name = 'v';
-- rows:
-- a column

-- case: a replaced view keeps its owner and its grants
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE USER ann PASSWORD DISABLE;
CREATE ROLE reader;
CREATE TABLE t (a INT);
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE v OWNER TO ann;
GRANT SELECT ON v TO ROLE reader;
CREATE OR REPLACE VIEW v AS SELECT a + 0 AS a FROM t;
SELECT v.viewowner, p.identity_name FROM pg_views v, svv_relation_privileges p WHERE v.viewname = 'v' AND p.relation_name = 'v';
-- rows:
-- ann | reader

-- case: a late-binding view wants the schema to be there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE VIEW v AS SELECT a FROM nosuch.t WITH NO SCHEMA BINDING;
-- error: schema "nosuch" does not exist

-- case: a late-binding view of all columns follows a rename
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE TABLE public.event AS SELECT 2 AS eventid, 'Boris Godunov' AS eventname;
CREATE VIEW event_vw AS SELECT * FROM public.event WITH NO SCHEMA BINDING;
ALTER TABLE event RENAME COLUMN eventname TO title;
SELECT title FROM event_vw;
-- rows:
-- Boris Godunov

-- case: a view takes no rows
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE TABLE t (a INT);
CREATE VIEW v AS SELECT a FROM t;
INSERT INTO v VALUES (1);
-- error: cannot insert into a view

-- case: a view's rows are not deleted
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE TABLE t (a INT);
CREATE VIEW v AS SELECT a FROM t;
DELETE FROM v;
-- error: cannot delete from a view

-- case: a view's rows are not updated
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE TABLE t (a INT);
CREATE VIEW v AS SELECT a FROM t;
UPDATE v SET a = 1;
-- error: cannot update a view

-- case: DROP VIEW of several, and of one that is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_VIEW.html
CREATE VIEW v AS SELECT 1 AS a;
CREATE VIEW w AS SELECT 1 AS a;
DROP VIEW IF EXISTS v, w, nosuch CASCADE;
SELECT COUNT(*) FROM svv_tables WHERE table_name IN ('v', 'w');
-- rows:
-- 0
