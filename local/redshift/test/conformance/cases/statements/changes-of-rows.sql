-- case: DEFAULT fills what INSERT leaves out
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html
CREATE TABLE t (a INT, b VARCHAR(10) DEFAULT 'General', c TIMESTAMP DEFAULT SYSDATE);
INSERT INTO t (a) VALUES (1);
INSERT INTO t VALUES (2, DEFAULT, DEFAULT);
SELECT a, b, c FROM t ORDER BY a;
-- rows:
-- 1 | General | 2026-03-10 12:00:00
-- 2 | General | 2026-03-10 12:00:00

-- case: VALUES shorter than the table fill its first columns
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html
CREATE TABLE t (a INT, b VARCHAR(10) DEFAULT 'General', c INT);
INSERT INTO t VALUES (1);
SELECT * FROM t;
-- rows:
-- 1 | General | NULL

-- case: VALUES longer than the table fail
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1, 2);
-- error: INSERT has more expressions than target columns

-- case: INSERT of several rows and of a query
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_INSERT_30.html
CREATE TABLE t (a INT, b VARCHAR(5));
INSERT INTO t VALUES (1, 'a'), (2, 'b');
INSERT INTO t SELECT a + 10, b FROM t;
INSERT INTO t (b, a) WITH x AS (SELECT 99 AS n) SELECT 'z', n FROM x;
SELECT * FROM t ORDER BY a;
-- rows:
-- 1 | a
-- 2 | b
-- 11 | a
-- 12 | b
-- 99 | z

-- case: UPDATE from another table
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_UPDATE_statements.html
CREATE TABLE t (a INT, b VARCHAR(5));
CREATE TABLE u (a INT, b VARCHAR(5));
INSERT INTO t VALUES (1, 'old'), (2, 'old');
INSERT INTO u VALUES (1, 'new');
UPDATE t SET b = u.b FROM u WHERE t.a = u.a;
SELECT * FROM t ORDER BY a;
-- rows:
-- 1 | new
-- 2 | old

-- case: DELETE with a subquery, and with USING
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html
CREATE TABLE t AS SELECT 1 AS a UNION ALL SELECT 2 UNION ALL SELECT 3;
CREATE TABLE u AS SELECT 1 AS a;
DELETE FROM t USING u WHERE t.a = u.a;
DELETE FROM t WHERE a IN (SELECT MAX(a) FROM t);
SELECT a FROM t;
-- rows:
-- 2

-- case: DELETE without FROM
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html
CREATE TABLE t AS SELECT 1 AS a;
DELETE t WHERE a = 1;
SELECT COUNT(*) FROM t;
-- rows:
-- 0

-- case: LOCK in a transaction
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LOCK.html
CREATE TABLE t (a INT);
LOCK TABLE t;
INSERT INTO t VALUES (1);
SELECT a FROM t;
-- rows:
-- 1

-- case: a column that is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SELECT_synopsis.html
CREATE TABLE t (a INT);
SELECT b FROM t;
-- error: column "b" does not exist

-- case: LOCK takes no view
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LOCK.html
CREATE TABLE t (a INT);
CREATE VIEW v AS SELECT a FROM t;
LOCK v;
-- error: "v" is not a table

-- case: LOCK takes several tables
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LOCK.html
CREATE TABLE event (a INT);
CREATE TABLE sales (a INT);
LOCK event, sales;
-- done

-- case: TRUNCATE commits, so that nothing takes it back
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNCATE.html
CREATE TABLE IF NOT EXISTS truncated (a INT);
INSERT INTO truncated VALUES (1);
TRUNCATE truncated;
ROLLBACK;
SELECT COUNT(*) FROM truncated;
-- rows:
-- 0

-- case: INSERT rounds a decimal to its column
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html
CREATE TABLE t (i INT, d DEC(5,2), e DECIMAL(8,2));
INSERT INTO t VALUES (1.1, 100.8976, 20.259);
SELECT i, d, e FROM t;
-- rows:
-- 1 | 100.90 | 20.26

-- case: INSERT DEFAULT VALUES
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html
CREATE TABLE t (a INT DEFAULT 3, b VARCHAR(4));
INSERT INTO t DEFAULT VALUES;
SELECT a, b FROM t;
-- rows:
-- 3 | NULL
