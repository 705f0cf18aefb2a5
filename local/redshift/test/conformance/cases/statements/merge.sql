-- case: MERGE updates what matches and inserts the rest
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
CREATE TABLE target (id INT, name VARCHAR(10));
CREATE TABLE source (id INT, name VARCHAR(10));
INSERT INTO target VALUES (101, 'Bob'), (102, 'John'), (103, 'Susan');
INSERT INTO source VALUES (102, 'Tony'), (103, 'Alice'), (104, 'Bill');
MERGE INTO target USING source ON target.id = source.id WHEN MATCHED THEN UPDATE SET id = source.id, name = source.name WHEN NOT MATCHED THEN INSERT VALUES (source.id, source.name);
SELECT * FROM target ORDER BY id;
-- rows:
-- 101 | Bob
-- 102 | Tony
-- 103 | Alice
-- 104 | Bill

-- case: MERGE deletes what matches
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
CREATE TABLE target (id INT, name VARCHAR(10));
CREATE TABLE source (id INT, name VARCHAR(10));
INSERT INTO target VALUES (101, 'Bob'), (102, 'John'), (103, 'Susan');
INSERT INTO source VALUES (102, 'Tony'), (103, 'Alice'), (104, 'Bill');
MERGE INTO target USING source ON target.id = source.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (source.id, source.name);
SELECT * FROM target ORDER BY id;
-- rows:
-- 101 | Bob
-- 104 | Bill

-- case: MERGE REMOVE DUPLICATES takes the source's rows once
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
CREATE TABLE target (id INT, name VARCHAR(10));
CREATE TABLE source (id INT, name VARCHAR(10));
INSERT INTO target VALUES (30, 'Tony'), (11, 'Alice'), (23, 'Bill');
INSERT INTO source VALUES (23, 'David'), (22, 'Clarence');
MERGE INTO target USING source ON target.id = source.id REMOVE DUPLICATES;
SELECT * FROM target ORDER BY id;
-- rows:
-- 11 | Alice
-- 22 | Clarence
-- 23 | David
-- 30 | Tony

-- case: two source rows for one target row fail
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
CREATE TABLE target (id INT, name VARCHAR(10));
INSERT INTO target VALUES (1, 'a');
MERGE INTO target USING (SELECT 1 AS id, 'x' AS name UNION ALL SELECT 1, 'y') AS s ON target.id = s.id WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.name);
-- error: Found multiple matches to update the same tuple

-- case: two new source rows with one key are inserted both
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
CREATE TABLE target (id INT, name VARCHAR(10));
MERGE INTO target USING (SELECT 1 AS id, 'x' AS name UNION ALL SELECT 1, 'y') AS s ON target.id = s.id WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.name);
SELECT COUNT(*) FROM target;
-- rows:
-- 2

-- case: the target takes no alias
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
CREATE TABLE target (id INT);
CREATE TABLE source (id INT);
MERGE INTO target t USING source s ON t.id = s.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (s.id);
-- error: syntax error at or near "t"

-- case: a WHEN clause takes no predicate
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
CREATE TABLE target (id INT);
CREATE TABLE source (id INT);
MERGE INTO target USING source ON target.id = source.id WHEN MATCHED AND source.id > 1 THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (source.id);
-- error: syntax error at or near "AND"

-- case: both WHEN clauses are needed
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
CREATE TABLE target (id INT);
CREATE TABLE source (id INT);
MERGE INTO target USING source ON target.id = source.id WHEN MATCHED THEN DELETE;
-- error: syntax error

-- case: MERGE takes no WITH clause
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
CREATE TABLE target (id INT);
WITH s AS (SELECT 1 AS id) MERGE INTO target USING s ON target.id = s.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (s.id);
-- error: syntax error

-- case: the source does not name the target
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
CREATE TABLE target (id INT);
MERGE INTO target USING (SELECT id FROM target) AS s ON target.id = s.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (s.id);
-- error: cannot reference the target

-- case: the condition is of equalities
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
CREATE TABLE target (id INT);
CREATE TABLE source (id INT);
MERGE INTO target USING source ON target.id > source.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (source.id);
-- error: equality

-- case: MERGE from a view
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
CREATE TABLE target (id INT);
CREATE TABLE base (id INT);
INSERT INTO base VALUES (1);
CREATE VIEW source AS SELECT id FROM base;
MERGE INTO target USING source ON target.id = source.id WHEN MATCHED THEN UPDATE SET id = source.id WHEN NOT MATCHED THEN INSERT VALUES (source.id);
SELECT * FROM target;
-- rows:
-- 1
