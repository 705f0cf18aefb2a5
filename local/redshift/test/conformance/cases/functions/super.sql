-- case: ARRAY
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_array.html
select array(1,50,null,100), array(1,'abc',true,3.14);
-- rows:
-- [1,50,null,100] | [1,"abc",true,3.14]

-- case: OBJECT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_object_function.html
select object(), object('a', 1, 'b', true, 'c', 3.14);
-- rows:
-- {} | {"a":1,"b":true,"c":3.14}

-- case: OBJECT in an OBJECT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_object_function.html
select object('a', object('aa', 1), 'b', array(2,3), 'c', json_parse('{}'));
-- rows:
-- {"a":{"aa":1},"b":[2,3],"c":{}}

-- case: OBJECT of columns
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_object_function.html
create table bar (k varchar, v super);
insert into bar values ('k1', json_parse('[1]')), ('k2', json_parse('{}'));
select object(k, v) from bar order by k;
-- rows:
-- {"k1":[1]}
-- {"k2":{}}

-- case: ARRAY_CONCAT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_array_concat.html
SELECT ARRAY_CONCAT(ARRAY(10001,10002),ARRAY(10003,10004));
-- rows:
-- [10001,10002,10003,10004]

-- case: ARRAY_CONCAT of different types
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_array_concat.html
SELECT ARRAY_CONCAT(ARRAY(10001,10002),ARRAY('ab','cd'));
-- rows:
-- [10001,10002,"ab","cd"]

-- case: ARRAY_FLATTEN
-- page: https://docs.aws.amazon.com/redshift/latest/dg/array_flatten.html
SELECT ARRAY_FLATTEN(ARRAY(ARRAY(1,2,3,4),ARRAY(5,6,7,8),ARRAY(9,10)));
-- rows:
-- [1,2,3,4,5,6,7,8,9,10]

-- case: GET_ARRAY_LENGTH
-- page: https://docs.aws.amazon.com/redshift/latest/dg/get_array_length.html
SELECT GET_ARRAY_LENGTH(ARRAY(1,2,3,4,5,6,7,8,9,10));
-- rows:
-- 10

-- case: SUBARRAY
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_subarray.html
SELECT SUBARRAY(ARRAY('a', 'b', 'c', 'd', 'e', 'f'), 2, 3);
-- rows:
-- ["c","d","e"]

-- case: SUBARRAY from the end
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_subarray.html
SELECT SUBARRAY(ARRAY('a', 'b', 'c', 'd', 'e', 'f'), -2, 2);
-- rows:
-- ["e","f"]

-- case: SPLIT_TO_ARRAY
-- page: https://docs.aws.amazon.com/redshift/latest/dg/split_to_array.html
SELECT SPLIT_TO_ARRAY('12|345|6789', '|'), SPLIT_TO_ARRAY('a,b');
-- rows:
-- ["12","345","6789"] | ["a","b"]

-- case: JSON_PARSE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/JSON_PARSE.html
SELECT JSON_PARSE('[10001,10002,"abc"]'), JSON_TYPEOF(JSON_PARSE('[10001,10002,"abc"]'));
-- rows:
-- [10001,10002,"abc"] | array

-- case: JSON_SERIALIZE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/JSON_SERIALIZE.html
SELECT JSON_SERIALIZE(JSON_PARSE('[10001,10002,"abc"]'));
-- rows:
-- [10001,10002,"abc"]

-- case: CAN_JSON_PARSE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/CAN_JSON_PARSE.html
SELECT CAN_JSON_PARSE('[10001,10002,"abc"]'), CAN_JSON_PARSE('[10001');
-- rows:
-- true | false

-- case: JSON_TYPEOF
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_json_typeof.html
SELECT JSON_TYPEOF(ARRAY(1,2)), JSON_TYPEOF(JSON_PARSE('{"name":"Joe"}')), JSON_TYPEOF(JSON_PARSE('true')), JSON_TYPEOF(JSON_PARSE('"x"'));
-- rows:
-- array | object | boolean | string

-- case: IS_DECIMAL
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_is_decimal.html
CREATE TABLE t(s super);
INSERT INTO t VALUES (1.22);
SELECT s, is_decimal(s) FROM t;
-- rows:
-- 1.22 | true

-- case: IS_INTEGER
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_is_integer.html
CREATE TABLE t(s super);
INSERT INTO t VALUES (5);
SELECT s, is_integer(s) FROM t;
-- rows:
-- 5 | true

-- case: IS_INTEGER is of the 32-bit range
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_is_integer.html
SELECT IS_INTEGER(JSON_PARSE('3000000000')), IS_BIGINT(JSON_PARSE('3000000000')), IS_INTEGER(JSON_PARSE('1.5')), IS_SMALLINT(JSON_PARSE('40000'));
-- rows:
-- false | true | false | false

-- case: MERGE takes no part of a SUPER column
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
CREATE TABLE target (key INT, value SUPER);
CREATE TABLE source (key INT, value SUPER);
MERGE INTO target USING source ON target.key = source.key
WHEN matched THEN UPDATE SET value = source.value[0]
WHEN NOT matched THEN INSERT VALUES (source.key, source.value[0]);
-- error: Partial reference of SUPER column is not supported in MERGE statement

-- case: a SUPER that is no scalar has no text, and JSON_SERIALIZE gives one
-- page: https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html
CREATE TABLE region_nations (r_regionkey INT, r_nations SUPER);
INSERT INTO region_nations VALUES (300, ARRAY(1, 'abc', null));
SELECT r_nations, r_nations::varchar, JSON_SERIALIZE(r_nations) FROM region_nations WHERE r_regionkey=300;
-- rows:
-- [1,"abc",null] | NULL | [1,"abc",null]

-- case: a cast of a SUPER that can't be is null
-- page: https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html
SELECT 5::bool, 5::super::bool, 5.0::super::bool;
-- rows:
-- true | true | NULL

-- case: a decimal is cast to no BOOLEAN
-- page: https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html
SELECT 5::decimal::bool;
-- error: cannot cast type numeric to boolean

-- case: a number with a fraction is cast to no BOOLEAN
-- page: https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html
SELECT 5.0::bool;
-- error: cannot cast type numeric to boolean

-- case: a date is cast to no SUPER
-- page: https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html
SELECT '2019-09-09'::date::super;
-- error: cannot cast type date to super

-- case: a date out of a SUPER
-- page: https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html
CREATE TABLE customer_orders_lineitem (c_orders SUPER);
INSERT INTO customer_orders_lineitem VALUES (JSON_PARSE('[{"o_orderdate": "2001-09-08"}]'));
SELECT o.o_orderdate, JSON_TYPEOF(o.o_orderdate), o.o_orderdate::date FROM customer_orders_lineitem c,c.c_orders o;
-- rows:
-- "2001-09-08" | string | 2001-09-08

-- case: OBJECT takes no date
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_object_function.html
select object('k', '2008-12-31'::date);
-- error: OBJECT could not convert type date to super
