-- case: QUALIFY filters by a window
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_QUALIFY_clause.html
SELECT n, g FROM (SELECT 1 AS n, 'a' AS g UNION ALL SELECT 2, 'a' UNION ALL SELECT 3, 'b') t QUALIFY ROW_NUMBER() OVER (PARTITION BY g ORDER BY n DESC) = 1 ORDER BY n;
-- rows:
-- 2 | a
-- 3 | b

-- case: the relation before QUALIFY needs an alias
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_QUALIFY_clause.html
CREATE TABLE t AS SELECT 1 AS n;
SELECT n FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY n) = 1;
-- error: syntax error at or near "QUALIFY"

-- case: QUALIFY after WHERE needs none
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_QUALIFY_clause.html
CREATE TABLE t AS SELECT 1 AS n UNION ALL SELECT 2;
SELECT n FROM t WHERE n > 0 QUALIFY ROW_NUMBER() OVER (ORDER BY n DESC) = 1;
-- rows:
-- 2

-- case: UNPIVOT turns columns into rows and leaves nulls out
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause-pivot-unpivot-examples.html
CREATE TABLE count_by_color (quality VARCHAR, red INT, green INT, blue INT);
INSERT INTO count_by_color VALUES ('high', 15, 20, 7), ('normal', 35, NULL, 40), ('low', 10, 23, NULL);
SELECT * FROM (SELECT red, green, blue FROM count_by_color) UNPIVOT (cnt FOR color IN (red, green, blue)) ORDER BY color, cnt;
-- rows:
-- blue | 7
-- blue | 40
-- green | 20
-- green | 23
-- red | 10
-- red | 15
-- red | 35

-- case: UNPIVOT INCLUDE NULLS keeps them
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause-pivot-unpivot-examples.html
CREATE TABLE c (red INT, green INT);
INSERT INTO c VALUES (15, NULL);
SELECT * FROM (SELECT red, green FROM c) UNPIVOT INCLUDE NULLS (cnt FOR color IN (red, green)) ORDER BY color;
-- rows:
-- green | NULL
-- red | 15

-- case: UNPIVOT with aliases of the input columns
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause-pivot-unpivot-examples.html
CREATE TABLE c (red INT, green INT);
INSERT INTO c VALUES (15, 20);
SELECT * FROM (SELECT red, green FROM c) UNPIVOT (cnt FOR color IN (red AS 'r', green AS 'G g')) ORDER BY cnt;
-- rows:
-- r | 15
-- G g | 20

-- case: PIVOT turns rows into columns
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause-pivot-unpivot-examples.html
CREATE TABLE part (partname VARCHAR, price DECIMAL(12,2));
INSERT INTO part VALUES ('P1', 10), ('P1', 20), ('P2', 5);
SELECT * FROM (SELECT partname, price FROM part) PIVOT (SUM(price) FOR partname IN ('P1', 'P2'));
-- rows:
-- 30.00 | 5.00

-- case: a recursive common table expression
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WITH_clause.html
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 4) SELECT n FROM numbers ORDER BY n;
-- rows:
-- 1
-- 2
-- 3
-- 4

-- case: several common table expressions, one of the other
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WITH_clause.html
WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS x FROM a) SELECT a.x, b.x FROM a, b;
-- rows:
-- 1 | 2

-- case: TOP and LIMIT, OFFSET
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ORDER_BY_clause.html
SELECT TOP 2 n FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3) t ORDER BY n DESC;
-- rows:
-- 3
-- 2

-- case: OFFSET passes over rows
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ORDER_BY_clause.html
SELECT n FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3) t ORDER BY n LIMIT 1 OFFSET 1;
-- rows:
-- 2

-- case: nulls come last ascending and first descending
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ORDER_BY_clause.html
SELECT LISTAGG(NVL(n::VARCHAR, 'null'), ',') WITHIN GROUP (ORDER BY r) FROM (SELECT n, ROW_NUMBER() OVER (ORDER BY n DESC) AS r FROM (SELECT 1 AS n UNION ALL SELECT NULL UNION ALL SELECT 2) t) u;
-- rows:
-- null,2,1

-- case: NULLS FIRST and LAST
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ORDER_BY_clause.html
SELECT n FROM (SELECT 1 AS n UNION ALL SELECT NULL) t ORDER BY n NULLS FIRST;
-- rows:
-- NULL
-- 1

-- case: UNION removes duplicates, UNION ALL keeps them
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_UNION.html
SELECT COUNT(*) FROM (SELECT 1 AS a UNION SELECT 1) t UNION ALL SELECT COUNT(*) FROM (SELECT 1 AS a UNION ALL SELECT 1) u ORDER BY 1;
-- rows:
-- 1
-- 2

-- case: EXCEPT, MINUS and INTERSECT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_UNION.html
SELECT a FROM (SELECT 1 AS a UNION SELECT 2) t EXCEPT SELECT 1 INTERSECT SELECT 1;
-- rows:
-- 2

-- case: MINUS is EXCEPT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_UNION.html
SELECT a FROM (SELECT 1 AS a UNION SELECT 2) t MINUS SELECT 1;
-- rows:
-- 2

-- case: a UNION of different widths
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_UNION.html
SELECT 1, 2 UNION SELECT 1;
-- error: each UNION query must have the same number of columns

-- case: outer joins
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Join_examples.html
SELECT a.x, b.y FROM (SELECT 1 AS x UNION SELECT 2) a FULL OUTER JOIN (SELECT 2 AS y UNION SELECT 3) b ON a.x = b.y ORDER BY 1, 2;
-- rows:
-- 1 | NULL
-- 2 | 2
-- NULL | 3

-- case: joins by USING and NATURAL
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Join_examples.html
SELECT id, p, q FROM (SELECT 1 AS id, 'l' AS p) a JOIN (SELECT 1 AS id, 'r' AS q) b USING (id);
-- rows:
-- 1 | l | r

-- case: GROUP BY a place, HAVING
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_GROUP_BY_clause.html
SELECT g, COUNT(*) FROM (SELECT 'a' AS g UNION ALL SELECT 'a' UNION ALL SELECT 'b') t GROUP BY 1 HAVING COUNT(*) > 1;
-- rows:
-- a | 2

-- case: ROLLUP
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_GROUP_BY_aggregation-extensions.html
SELECT g, SUM(n) FROM (SELECT 'a' AS g, 1 AS n UNION ALL SELECT 'b', 2) t GROUP BY ROLLUP (g) ORDER BY 1;
-- rows:
-- a | 1
-- b | 2
-- NULL | 3

-- case: GROUPING SETS and CUBE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_GROUP_BY_aggregation-extensions.html
SELECT COUNT(*) FROM (SELECT g, h FROM (SELECT 'a' AS g, 'x' AS h) t GROUP BY CUBE (g, h)) u;
-- rows:
-- 4

-- case: a column outside of GROUP BY
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_GROUP_BY_clause.html
SELECT g, n FROM (SELECT 'a' AS g, 1 AS n) t GROUP BY g;
-- error: must appear in the GROUP BY clause

-- case: EXCLUDE leaves columns out of a star
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_EXCLUDE_list.html
SELECT * EXCLUDE (b) FROM (SELECT 1 AS a, 2 AS b, 3 AS c) t;
-- rows:
-- 1 | 3

-- case: DISTINCT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DISTINCT_examples.html
SELECT DISTINCT n FROM (SELECT 1 AS n UNION ALL SELECT 1 UNION ALL SELECT 2) t ORDER BY n;
-- rows:
-- 1
-- 2

-- case: DISTINCT ON is not supported
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-features.html
SELECT DISTINCT ON (n) n FROM (SELECT 1 AS n) t;
-- error: DISTINCT ON

-- case: a correlated subquery
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_correlated_subqueries.html
SELECT a.n, (SELECT MAX(b.n) FROM (SELECT 1 AS n UNION SELECT 5) b WHERE b.n < a.n) FROM (SELECT 3 AS n) a;
-- rows:
-- 3 | 1

-- case: an alias is used beside its definition
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SELECT_list.html
SELECT 2 AS two, two * 3 AS six;
-- rows:
-- 2 | 6

-- case: LATERAL is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause30.html
SELECT * FROM (SELECT 1 AS a) t, LATERAL (SELECT t.a) u;
-- error: LATERAL

-- case: VALUES is not a table
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause30.html
SELECT * FROM (VALUES (1), (2)) t;
-- error: syntax error

-- case: a WINDOW clause is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Window_function_synopsis.html
SELECT SUM(n) OVER w FROM (SELECT 1 AS n) t WINDOW w AS (ORDER BY n);
-- error: syntax error

-- case: FOR UPDATE is not supported
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-features.html
CREATE TABLE t (a INT);
SELECT a FROM t FOR UPDATE;
-- error: not supported

-- case: several statements in one
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SELECT_synopsis.html
SELECT 1; SELECT 2;
-- error: multiple commands

-- case: a function that is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_functions.html
SELECT list_value(1, 2);
-- error: function list_value(integer, integer) does not exist

-- case: a file is not a table
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause30.html
SELECT * FROM read_parquet('/tmp/x.parquet');
-- error: does not exist

-- case: a file's name is not a table's
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause30.html
SELECT * FROM "/etc/passwd";
-- error: relation "/etc/passwd" does not exist

-- case: ATTACH is not a statement
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_commands.html
ATTACH '/tmp/x.db';
-- error: syntax error at or near "ATTACH"

-- case: PRAGMA is not a statement
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_commands.html
PRAGMA database_list;
-- error: syntax error at or near "PRAGMA"

-- case: COPY to a path is not a statement
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html
CREATE TABLE t (a INT);
COPY t TO '/tmp/x.csv';
-- error: syntax error at or near

-- case: COPY reads from s3 only
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-source-s3.html
CREATE TABLE t (a INT);
COPY t FROM '/tmp/x.csv' IAM_ROLE DEFAULT CSV;
-- error: s3://

-- case: COPY into a table that is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html
COPY nosuch FROM 's3://bucket/x' IAM_ROLE DEFAULT FORMAT AS PARQUET;
-- error: nonexistent table nosuch

-- case: COPY from Parquet takes no MAXERROR
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html
CREATE TABLE t (a INT);
COPY t FROM 's3://bucket/x' IAM_ROLE DEFAULT FORMAT AS PARQUET MAXERROR 5;
-- error: MAXERROR

-- case: COPY with an option that is none
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html
CREATE TABLE t (a INT);
COPY t FROM 's3://bucket/x' IAM_ROLE DEFAULT FORMAT AS PARQUET FASTER;
-- error: syntax error at or near "FASTER"

-- case: a word that begins no statement
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_commands.html
selec 1;
-- error: syntax error at or near "selec"

-- case: CREATE of what cannot be created
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_commands.html
CREATE TABEL x (a INT);
-- error: syntax error at or near "TABEL"

-- case: a misspelt FROM
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SELECT_synopsis.html
SELECT * FORM t;
-- error: syntax error at or near "FORM"

-- case: EXPLAIN does not run its statement
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_EXPLAIN.html
CREATE TABLE t (a INT);
EXPLAIN DELETE FROM t;
-- done

-- case: EXPLAIN of what has no plan
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_EXPLAIN.html
EXPLAIN CREATE TABLE t (a INT);
-- error: EXPLAIN

-- case: COPY from Parquet takes no ACCEPTANYDATE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html
CREATE TABLE t (a INT);
COPY t FROM 's3://bucket/x' IAM_ROLE DEFAULT FORMAT AS PARQUET ACCEPTANYDATE;
-- error: ACCEPTANYDATE

-- case: COPY from Parquet takes no REGION
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html
CREATE TABLE t (a INT);
COPY t FROM 's3://bucket/x' IAM_ROLE DEFAULT FORMAT AS PARQUET REGION 'us-east-1';
-- error: REGION

-- case: COPY from Parquet takes no TIMEFORMAT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html
CREATE TABLE t (a INT);
COPY t FROM 's3://bucket/x' IAM_ROLE DEFAULT FORMAT AS PARQUET TIMEFORMAT 'auto';
-- error: TIMEFORMAT

-- case: GENERATE_SERIES runs on the leader node, not over tables
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_functions_leader_node_only.html
CREATE TABLE t (a INT);
SELECT t.a FROM t, GENERATE_SERIES(1, 3) AS g (n);
-- error: generate_series

-- case: PIVOT counts, null among the values
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause-pivot-unpivot-examples.html
CREATE TABLE part (manufacturer VARCHAR, quality INT);
INSERT INTO part VALUES ('local parts co', 2), ('big parts co', NULL), ('small parts co', 1), ('local parts co', 1), ('big parts co', 2), ('small parts co', NULL), ('local parts co', NULL), ('big parts co', 1), ('small parts co', NULL);
SELECT * FROM (SELECT quality, manufacturer FROM part) PIVOT (COUNT(*) FOR quality IN (1, 2, NULL)) ORDER BY manufacturer;
-- rows:
-- big parts co | 1 | 1 | 1
-- local parts co | 1 | 1 | 1
-- small parts co | 1 | 0 | 2

-- case: PIVOT with aliases of the values and of the aggregate
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause-pivot-unpivot-examples.html
CREATE TABLE part (manufacturer VARCHAR, quality INT);
INSERT INTO part VALUES ('local parts co', 2), ('small parts co', 1);
SELECT manufacturer, high_count, low_count FROM (SELECT quality, manufacturer FROM part) PIVOT (COUNT(*) AS count FOR quality IN (1 AS high, 2 AS low)) ORDER BY manufacturer;
-- rows:
-- local parts co | 0 | 1
-- small parts co | 1 | 0

-- case: UNPIVOT keeps the columns that it does not name
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause-pivot-unpivot-examples.html
CREATE TABLE count_by_color (quality VARCHAR, red INT, green INT, blue INT);
INSERT INTO count_by_color VALUES ('high', 15, 20, 7), ('normal', 35, NULL, 40);
SELECT * FROM count_by_color UNPIVOT (cnt FOR color IN (red AS r, green AS g, blue AS b)) ORDER BY quality, cnt;
-- rows:
-- high | b | 7
-- high | r | 15
-- high | g | 20
-- normal | r | 35
-- normal | b | 40

-- case: joins in brackets
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause30.html
CREATE TABLE a (x INT);
CREATE TABLE b (x INT, y INT);
CREATE TABLE c (y INT);
INSERT INTO a VALUES (1), (2);
INSERT INTO b VALUES (1, 10), (2, 20);
INSERT INTO c VALUES (10);
SELECT a.x, b.y, c.y FROM a LEFT JOIN (b JOIN c ON b.y = c.y) ON a.x = b.x ORDER BY a.x;
-- rows:
-- 1 | 10 | 10
-- 2 | NULL | NULL

-- case: several casts name the column by the last one
-- page: https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html
SELECT 5::super::bool;
-- columns: bool
-- rows:
-- true

-- case: a string is no table's name
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_names.html
CREATE TABLE category (catid INT);
SELECT * FROM 'category';
-- error: syntax error at or near "'category'"
