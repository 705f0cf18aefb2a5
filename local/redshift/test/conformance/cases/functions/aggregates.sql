-- case: SUM of integers is a bigint, COUNT too
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SUM.html
SELECT SUM(n), COUNT(n), COUNT(*), COUNT(DISTINCT n) FROM (SELECT 1 AS n UNION ALL SELECT 1 UNION ALL SELECT NULL) t;
-- rows:
-- 2 | 2 | 3 | 1

-- case: SUM under a cast has the cast's type, over the values that it had
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SUM.html
SELECT SUM(n)::INT, CAST(SUM(n * 2.5) AS DECIMAL(8,2)), NVL(SUM(CASE WHEN n > 9 THEN n END), 0)::BIGINT, CAST(SUM(DISTINCT n) AS FLOAT) FROM (SELECT 1 AS n UNION ALL SELECT 1 UNION ALL SELECT 3) t;
-- rows:
-- 5 | 12.50 | 0 | 4

-- case: SUM under a cast to bigint, of each type
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SUM.html
SELECT SUM(n::SMALLINT)::BIGINT, SUM(n)::BIGINT, SUM(n::BIGINT)::BIGINT, SUM(n::DECIMAL(20,0))::BIGINT, SUM(n::FLOAT)::BIGINT, SUM(DISTINCT n)::BIGINT, SUM(CASE WHEN n > 9 THEN n END)::BIGINT FROM (SELECT 1 AS n UNION ALL SELECT 1 UNION ALL SELECT 3) t;
-- rows:
-- 5 | 5 | 5 | 5 | 5 | 4 | NULL

-- case: SUM that is no bigint any more
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SUM.html
SELECT SUM(n)::BIGINT FROM (SELECT 9223372036854775807 AS n UNION ALL SELECT 1) t;
-- error: overflow

-- case: SUM as a window under a cast
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_SUM.html
SELECT n, CAST(SUM(n) OVER (ORDER BY n ROWS UNBOUNDED PRECEDING) AS SMALLINT) FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3) t ORDER BY n;
-- rows:
-- 1 | 1
-- 2 | 3
-- 3 | 6

-- case: SUM takes no boolean
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SUM.html
SELECT SUM(b) FROM (SELECT TRUE AS b) t;
-- error: function sum

-- case: SUM takes no boolean, under a cast neither
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SUM.html
SELECT SUM(b)::INT FROM (SELECT TRUE AS b) t;
-- error: function sum

-- case: SUM takes no boolean, under a cast to bigint neither
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SUM.html
SELECT SUM(b)::BIGINT FROM (SELECT TRUE AS b) t;
-- error: function sum

-- case: AVG of integers is cut
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_AVG.html
SELECT AVG(n), AVG(n::FLOAT) FROM (SELECT 1 AS n UNION ALL SELECT 2) t;
-- rows:
-- 1 | 1.5

-- case: AVG of a decimal keeps its scale
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_AVG.html
SELECT AVG(n) FROM (SELECT 1.00::DECIMAL(5,2) AS n UNION ALL SELECT 2.50) t;
-- rows:
-- 1.75

-- case: aggregates of no rows
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Aggregate_Functions.html
SELECT SUM(n), COUNT(*), MAX(n) FROM (SELECT 1 AS n WHERE FALSE) t;
-- rows:
-- NULL | 0 | NULL

-- case: MEDIAN and PERCENTILE_CONT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_PERCENTILE_CONT.html
SELECT MEDIAN(n), PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY n) FROM (SELECT 1::FLOAT AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) t;
-- rows:
-- 2.5 | 1.75

-- case: PERCENTILE_CONT descending
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_PERCENTILE_CONT.html
SELECT PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY n DESC) FROM (SELECT 1::FLOAT AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) t;
-- rows:
-- 3.25

-- case: LISTAGG in order
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html
SELECT LISTAGG(n, ', ') WITHIN GROUP (ORDER BY n DESC), LISTAGG(DISTINCT g) FROM (SELECT 1 AS n, 'x' AS g UNION ALL SELECT 2, 'x') t;
-- rows:
-- 2, 1 | x

-- case: FILTER is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Aggregate_Functions.html
SELECT COUNT(*) FILTER (WHERE n > 1) FROM (SELECT 1 AS n) t;
-- error: syntax error

-- case: BOOL_AND and BOOL_OR
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_BOOL_AND.html
SELECT BOOL_AND(b), BOOL_OR(b) FROM (SELECT TRUE AS b UNION ALL SELECT FALSE) t;
-- rows:
-- false | true

-- case: ANY_VALUE and APPROXIMATE COUNT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ANY_VALUE.html
SELECT ANY_VALUE(n), APPROXIMATE COUNT(DISTINCT n) FROM (SELECT 7 AS n UNION ALL SELECT 7) t;
-- rows:
-- 7 | 1

-- case: STDDEV_SAMP and VAR_POP
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_STDDEV_functions.html
SELECT STDDEV_SAMP(n), VAR_POP(n) FROM (SELECT 1::FLOAT AS n UNION ALL SELECT 3) t;
-- rows:
-- 1.4142135623730951 | 1

-- case: a running sum
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_SUM.html
SELECT n, SUM(n) OVER (ORDER BY n ROWS UNBOUNDED PRECEDING) FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3) t ORDER BY n;
-- rows:
-- 1 | 1
-- 2 | 3
-- 3 | 6

-- case: ranks
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_RANK.html
SELECT n, RANK() OVER (ORDER BY n), DENSE_RANK() OVER (ORDER BY n), NTILE(2) OVER (ORDER BY n) FROM (SELECT 1 AS n UNION ALL SELECT 1 UNION ALL SELECT 2) t ORDER BY n, 4;
-- rows:
-- 1 | 1 | 1 | 1
-- 1 | 1 | 1 | 1
-- 2 | 3 | 2 | 2

-- case: LAG, LEAD and their defaults
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_LAG.html
SELECT n, LAG(n, 1) OVER (ORDER BY n), LEAD(n) OVER (ORDER BY n) FROM (SELECT 1 AS n UNION ALL SELECT 2) t ORDER BY n;
-- rows:
-- 1 | NULL | 2
-- 2 | 1 | NULL

-- case: FIRST_VALUE, LAST_VALUE and NTH_VALUE over a frame
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_first_value.html
SELECT DISTINCT FIRST_VALUE(n) OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), LAST_VALUE(n) OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM (SELECT 1 AS n UNION ALL SELECT 2) t;
-- rows:
-- 1 | 2

-- case: RATIO_TO_REPORT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_RATIO_TO_REPORT.html
SELECT n, RATIO_TO_REPORT(n) OVER () FROM (SELECT 1 AS n UNION ALL SELECT 3) t ORDER BY n;
-- rows:
-- 1 | 0.25
-- 3 | 0.75

-- case: PERCENT_RANK and CUME_DIST
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_PERCENT_RANK.html
SELECT n, PERCENT_RANK() OVER (ORDER BY n), CUME_DIST() OVER (ORDER BY n) FROM (SELECT 1 AS n UNION ALL SELECT 2) t ORDER BY n;
-- rows:
-- 1 | 0 | 0.5
-- 2 | 1 | 1

-- case: LISTAGG over a partition
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_LISTAGG.html
SELECT DISTINCT g, LISTAGG(n, ',') WITHIN GROUP (ORDER BY n) OVER (PARTITION BY g) FROM (SELECT 'a' AS g, 1 AS n UNION ALL SELECT 'a', 2) t;
-- rows:
-- a | 1,2

-- case: MEDIAN over a partition
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_MEDIAN.html
SELECT DISTINCT g, MEDIAN(n) OVER (PARTITION BY g) FROM (SELECT 'a' AS g, 1::FLOAT AS n UNION ALL SELECT 'a', 2) t;
-- rows:
-- a | 1.5

-- case: an aggregate inside of a window
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Window_function_synopsis.html
SELECT g, SUM(SUM(n)) OVER (ORDER BY g ROWS UNBOUNDED PRECEDING) FROM (SELECT 'a' AS g, 1 AS n UNION ALL SELECT 'a', 2 UNION ALL SELECT 'b', 3) t GROUP BY g ORDER BY g;
-- rows:
-- a | 3
-- b | 6

-- case: aggregates are not allowed in WHERE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_clause.html
SELECT 1 FROM (SELECT 1 AS n) t WHERE SUM(n) > 0;
-- error: aggregates not allowed in WHERE clause

-- case: LISTAGG passes over nulls and empty strings
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html
CREATE TABLE w (s VARCHAR);
INSERT INTO w VALUES ('a'), (''), (NULL), ('b');
SELECT LISTAGG(s, '+') WITHIN GROUP (ORDER BY s) FROM w;
-- rows:
-- a+b

-- case: two LISTAGG sort the same way
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html
CREATE TABLE winsales (sellerid INT, dateid DATE);
SELECT LISTAGG(sellerid) WITHIN GROUP (ORDER BY dateid) AS sellers, LISTAGG(dateid) WITHIN GROUP (ORDER BY sellerid) AS dates FROM winsales;
-- error: within group ORDER BY clauses for aggregate functions must be the same

-- case: a LISTAGG without an order stands beside one with
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html
CREATE TABLE winsales (sellerid INT, dateid DATE);
INSERT INTO winsales VALUES (3, '2003-08-02'), (1, '2003-12-24');
SELECT LISTAGG(sellerid) WITHIN GROUP (ORDER BY dateid), LEN(LISTAGG(dateid)) FROM winsales;
-- rows:
-- 31 | 20

-- case: MEDIAN sorts by its own value, as its neighbours must
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_PERCENTILE_CONT.html
CREATE TABLE sales (salesid INT, pricepaid DECIMAL(8,2));
SELECT PERCENTILE_CONT(0.6) WITHIN GROUP (ORDER BY salesid), MEDIAN(pricepaid) FROM sales;
-- error: within group ORDER BY clauses for aggregate functions must be the same

-- case: LISTAGG of distinct numbers in the order of numbers
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html
CREATE TABLE sales (sellerid INT, eventid INT);
INSERT INTO sales VALUES (1178, 4337), (380, 4337), (380, 4337), (12905, 4337), (2731, 4337), (1178, 4337), (8117, 4337), (7, 1), (NULL, 4337);
SELECT LISTAGG(DISTINCT sellerid, ', ') WITHIN GROUP (ORDER BY sellerid) FROM sales WHERE eventid = 4337;
-- rows:
-- 380, 1178, 2731, 8117, 12905

-- case: LISTAGG of distinct texts in descending order passes over nulls and empty strings
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html
CREATE TABLE words (part INT, word VARCHAR(10));
INSERT INTO words VALUES (1, 'b'), (1, 'a'), (1, 'b'), (1, ''), (1, NULL), (2, ''), (2, NULL);
SELECT part, LISTAGG(DISTINCT word, '-') WITHIN GROUP (ORDER BY word DESC) FROM words GROUP BY part ORDER BY part;
-- rows:
-- 1 | b-a
-- 2 | NULL
