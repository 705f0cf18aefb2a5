-- case: a renamed table takes its bound views along
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
CREATE TABLE t AS SELECT 1 AS a;
CREATE VIEW v AS SELECT t.a FROM t WHERE t.a > 0;
ALTER TABLE t RENAME TO u;
CREATE TABLE t AS SELECT 2 AS a;
SELECT a FROM v;
-- rows:
-- 1

-- case: a renamed table is not dropped while the view reads it
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_TABLE.html
CREATE TABLE t AS SELECT 1 AS a;
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t RENAME TO u;
DROP TABLE u;
-- error: cannot drop table u because other objects depend on it

-- case: a view is renamed by ALTER TABLE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
CREATE TABLE t AS SELECT 1 AS a;
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW over_v AS SELECT a FROM v;
ALTER TABLE v RENAME TO w;
SELECT w.a, over_v.a FROM w, over_v;
-- rows:
-- 1 | 1

-- case: a table does not take the name of another
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
CREATE TABLE t AS SELECT 1 AS a;
CREATE TABLE u AS SELECT 1 AS a;
ALTER TABLE t RENAME TO u;
-- error: already exists

-- case: a column that a view names is not dropped
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
CREATE TABLE t AS SELECT 1 AS a, 2 AS b;
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t DROP COLUMN a;
-- error: cannot drop table t column a because other objects depend on it

-- case: a column that no view names is dropped under one
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
CREATE TABLE t AS SELECT 1 AS a, 2 AS b;
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t DROP COLUMN b;
SELECT * FROM v;
-- rows:
-- 1

-- case: DROP COLUMN CASCADE drops the view that names it
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
CREATE TABLE t AS SELECT 1 AS a, 2 AS b;
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t DROP COLUMN a CASCADE;
SELECT * FROM v;
-- error: relation "v" does not exist

-- case: the last column is not dropped
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
CREATE TABLE t (a INT);
ALTER TABLE t DROP COLUMN a;
-- error: column

-- case: a view's star stands for the columns when it was made
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_VIEW.html
CREATE TABLE t AS SELECT 1 AS a;
CREATE VIEW v AS SELECT * FROM t;
ALTER TABLE t ADD COLUMN b INT;
SELECT * FROM v;
-- columns: a
-- rows:
-- 1

-- case: a table that a materialized view reads is not dropped
-- page: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html
CREATE TABLE t AS SELECT 1 AS a;
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
DROP TABLE t;
-- error: because other objects depend on it

-- case: a view means its own tables whatever the search path
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_search_path.html
CREATE SCHEMA enterprise;
CREATE TABLE public.frontier AS SELECT 'public' AS c1;
CREATE TABLE enterprise.frontier AS SELECT 'enterprise' AS c1;
CREATE VIEW v AS SELECT c1 FROM frontier;
SET search_path TO enterprise;
SELECT c1 FROM public.v;
-- rows:
-- public

-- case: a renamed column keeps its name in the views that read it
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
CREATE TABLE t AS SELECT 1 AS a, 2 AS b;
CREATE VIEW v AS SELECT a, t.b FROM t WHERE a > 0;
CREATE VIEW over_v AS SELECT v.a FROM v JOIN t ON t.a = v.a;
ALTER TABLE t RENAME COLUMN a TO z;
INSERT INTO t VALUES (3, 4);
SELECT v.a, v.b, over_v.a, t.z FROM v JOIN over_v ON over_v.a = v.a JOIN t ON t.z = v.a ORDER BY 1;
-- rows:
-- 1 | 2 | 1 | 1
-- 3 | 4 | 3 | 3

-- case: a column does not take the name of another
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
CREATE TABLE t (a INT, b INT);
ALTER TABLE t RENAME COLUMN a TO b;
-- error: column "b" of relation "t" already exists

-- case: a table that a foreign key names is not dropped
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_TABLE.html
CREATE TABLE feedback (a INT PRIMARY KEY);
CREATE TABLE answer (a INT REFERENCES feedback (a));
DROP TABLE feedback;
-- error: cannot drop table feedback because other objects depend on it

-- case: a table is dropped together with the one whose foreign key names it
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_TABLE.html
CREATE TABLE feedback (a INT PRIMARY KEY);
CREATE TABLE buyers (a INT REFERENCES feedback (a));
DROP TABLE feedback, buyers;
SELECT COUNT(*) FROM svv_tables WHERE table_name IN ('feedback', 'buyers');
-- rows:
-- 0

-- case: DROP TABLE CASCADE leaves the table whose foreign key names it
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_TABLE.html
CREATE TABLE feedback (a INT PRIMARY KEY);
CREATE TABLE answer (a INT REFERENCES feedback (a));
DROP TABLE feedback CASCADE;
SELECT COUNT(*) FROM answer;
-- rows:
-- 0

-- case: DROP TABLE CASCADE drops the view that reads it
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_TABLE.html
create table feedback(a int);
create view feedback_view as select * from feedback;
drop table feedback cascade;
select * from feedback_view;
-- error: relation "feedback_view" does not exist

-- case: DROP TABLE IF EXISTS of what is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_TABLE.html
drop table if exists feedback;
-- done
