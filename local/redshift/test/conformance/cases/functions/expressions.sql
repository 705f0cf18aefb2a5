-- case: NVL, COALESCE and NULLIF
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_NVL_function.html
SELECT NVL(NULL, 'x'), COALESCE(NULL, NULL, 3), NULLIF(1, 1), NULLIF(1, 2);
-- rows:
-- x | 3 | NULL | 1

-- case: NVL2
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_NVL2.html
SELECT NVL2(NULL, 'not null', 'null'), NVL2(1, 'not null', 'null');
-- rows:
-- null | not null

-- case: DECODE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DECODE_expression.html
SELECT DECODE('2008-06-01'::DATE, '2008-06-01', 'June 1st, 2008', 'other'), DECODE(5, 1, 'a', 2, 'b'), DECODE(5, 1, 'a', 'z');
-- rows:
-- June 1st, 2008 | NULL | z

-- case: DECODE takes two nulls as equal
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DECODE_expression.html
SELECT DECODE(NULL, NULL, 'both null', 'not');
-- rows:
-- both null

-- case: CASE, searched and simple
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CASE_function.html
SELECT CASE WHEN 1 > 2 THEN 'a' ELSE 'b' END, CASE 2 WHEN 1 THEN 'x' WHEN 2 THEN 'y' END, CASE WHEN FALSE THEN 1 END;
-- rows:
-- b | y | NULL

-- case: GREATEST and LEAST pass over nulls
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_GREATEST_LEAST.html
SELECT GREATEST(1, NULL, 3), LEAST(2, NULL, 1), GREATEST(NULL::INT, NULL);
-- rows:
-- 3 | 1 | NULL

-- case: a division of integers is an integer, cut
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_numeric_computations201.html
SELECT 7 / 2, -7 / 2, 7 % 3, MOD(11, 4);
-- rows:
-- 3 | -3 | 1 | 3

-- case: a division by zero fails
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_numeric_computations201.html
SELECT 1 / 0;
-- error: Divide by zero

-- case: a division of floats
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_numeric_computations201.html
SELECT 7::FLOAT / 2, 7 / 2::FLOAT;
-- rows:
-- 3.5 | 3.5

-- case: FLOAT has eight bytes, REAL four
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_types201.html
SELECT 0.1::FLOAT + 0.2::FLOAT;
-- rows:
-- 0.30000000000000004

-- case: DECIMAL without a precision has no scale
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_types201.html
SELECT 12.7::DECIMAL, 12.345::DECIMAL(10,2), 12.345::NUMERIC(10,1);
-- rows:
-- 13 | 12.35 | 12.3

-- case: ROUND, FLOOR, CEIL and TRUNC
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ROUND.html
SELECT ROUND(28.05, 1), FLOOR(28.9), CEILING(28.1), TRUNC(111.86), TRUNC(111.86, 1), ROUND(2.5), SIGN(-4), ABS(-3);
-- rows:
-- 28.1 | 28 | 29 | 111 | 111.8 | 3 | -1 | 3

-- case: POWER, SQRT, EXP, LN and LOG
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_POWER.html
SELECT POWER(2, 3), SQRT(16), ROUND(EXP(0)), LN(1), LOG(100), 2 ^ 3;
-- rows:
-- 8 | 4 | 1 | 0 | 2 | 8

-- case: BETWEEN includes both ends
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_range_condition.html
SELECT 1 BETWEEN 1 AND 2, 3 NOT BETWEEN 1 AND 2;
-- rows:
-- true | true

-- case: a comparison with null is unknown
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_logical_condition.html
SELECT NULL = 1, NULL AND FALSE, NULL OR TRUE, NOT NULL::BOOLEAN;
-- rows:
-- NULL | false | true | NULL

-- case: IN with a list and with a query
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_in_condition.html
SELECT 1 IN (1, 2), 3 NOT IN (1, 2), 2 IN (SELECT 2);
-- rows:
-- true | true | true

-- case: EXISTS
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_exists_condition.html
SELECT EXISTS (SELECT 1), NOT EXISTS (SELECT 1 WHERE FALSE);
-- rows:
-- true | true

-- case: boolean literals as texts
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Boolean_type.html
SELECT 't'::BOOLEAN, 'no'::BOOLEAN, 1::BOOLEAN, TRUE AND 'yes'::BOOLEAN;
-- rows:
-- true | false | true | true

-- case: unquoted and quoted identifiers fold to lower case
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_names.html
SELECT A, "B" FROM (SELECT 1 AS "a", 2 AS b) T;
-- rows:
-- 1 | 2

-- case: SUPER from JSON_PARSE, read by path
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
SELECT JSON_SERIALIZE(JSON_PARSE('{"a":[1,2]}'));
-- rows:
-- {"a":[1,2]}

-- case: IS DISTINCT FROM is not in the grammar
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_comparison_condition.html
SELECT 1 IS DISTINCT FROM 2;
-- error: syntax error at or near "DISTINCT"

-- case: there are no arrays
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-datatypes.html
SELECT ARRAY[1, 2];
-- error: syntax error

-- case: there is no array type
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-datatypes.html
CREATE TABLE t (a INT[]);
-- error: does not exist

-- case: there is no uuid, interval list or bytea type
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-datatypes.html
CREATE TABLE t (a UUID);
-- error: type "uuid" does not exist

-- case: CURRENT_TIMESTAMP's fellow functions of PostgreSQL that are not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-functions.html
SELECT ARRAY_AGG(1);
-- error: does not exist

-- case: STRING_AGG is not supported
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-functions.html
SELECT STRING_AGG('a', ',');
-- error: does not exist

-- case: CONCAT_WS is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-functions.html
SELECT CONCAT_WS(',', 'a', 'b');
-- error: does not exist

-- case: FORMAT is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-functions.html
SELECT FORMAT('%s', 'a');
-- error: does not exist

-- case: ROUND to either side of the point
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ROUND.html
SELECT ROUND(28.05), ROUND(28.05, 1), ROUND(28.05, -1);
-- rows:
-- 28 | 28.1 | 30

-- case: a cast to a DECIMAL that is too small
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_numeric_computations201.html
SELECT 123456.78::DECIMAL(7,3);
-- error: Numeric data overflow (result precision)

-- case: DECODE without a default gives null
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DECODE_expression.html
SELECT DECODE(DATE '2008-06-02', '2008-06-01', 'June 1st, 2008'), DECODE(NULL::INT, NULL, 0, 1), DECODE(7, NULL, 0, 1);
-- rows:
-- NULL | 0 | 1

-- case: TRUNC to either side of the point
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNC.html
SELECT TRUNC(111.15), TRUNC(111.15, 1), TRUNC(111.15, -1);
-- rows:
-- 111 | 111.1 | 110

-- case: IS UNKNOWN is IS NULL of a boolean
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Boolean_type.html
SELECT COUNT(*) FROM (SELECT NULL::BOOLEAN AS likerock UNION ALL SELECT TRUE) t WHERE likerock IS UNKNOWN;
-- rows:
-- 1
