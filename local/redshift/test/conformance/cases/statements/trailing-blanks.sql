-- case: blanks at the end of a CHAR do not count in comparisons
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
CREATE TABLE t (c CHAR(5));
INSERT INTO t VALUES ('ab'), ('ab   ');
SELECT COUNT(*), COUNT(DISTINCT c) FROM t WHERE c = 'ab';
-- rows:
-- 2 | 1

-- case: a literal's blanks do not count in comparisons
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
CREATE TABLE t (c CHAR(5), v VARCHAR(5));
INSERT INTO t VALUES ('ab', 'ab'), ('ab', 'ab  ');
SELECT COUNT(*) FROM t WHERE c = 'ab   ' AND v = 'ab  ' AND v IN ('x', 'ab  ') AND NOT v <> 'ab  ';
-- rows:
-- 2

-- case: blanks at the end of a CHAR are in no length and in no other string type
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
CREATE TABLE t (c CHAR(5), v VARCHAR(5));
INSERT INTO t VALUES ('ab  ', 'ab  ');
SELECT LENGTH(c), LENGTH(v), c || '.', v || '.' FROM t;
-- rows:
-- 2 | 4 | ab. | ab  .

-- case: blanks that are too many for a CHAR are cut
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
CREATE TABLE t (c CHAR(3));
INSERT INTO t VALUES ('abc     ');
SELECT c || '.' FROM t;
-- rows:
-- abc.

-- case: a CHAR is trimmed whatever changes it
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
CREATE TABLE t (a INT, c CHAR(5));
CREATE TABLE s (a INT, c VARCHAR(5));
INSERT INTO s VALUES (1, 'x  '), (2, 'y  ');
INSERT INTO t VALUES (1, 'w  ');
UPDATE t SET c = 'v  ';
MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET c = s.c WHEN NOT MATCHED THEN INSERT VALUES (s.a, s.c);
SELECT a, LENGTH(c) FROM t ORDER BY a;
-- rows:
-- 1 | 1
-- 2 | 1

-- case: a cast to CHAR leaves the blanks behind
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
SELECT LENGTH('ab   '::CHAR(5)), 'ab   '::CHAR(5) || 'c';
-- rows:
-- 2 | abc
