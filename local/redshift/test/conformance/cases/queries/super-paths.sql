-- case: a name before a dot is a table's where the column is no SUPER value
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
SELECT b.z FROM (SELECT 'x' AS b) t;
-- error: missing FROM-clause entry for table "b"

-- case: a path of brackets and dots
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE customer_orders_lineitem (c_name VARCHAR(25), c_orders SUPER);
INSERT INTO customer_orders_lineitem VALUES ('Customer#000008251', JSON_PARSE('[{"o_orderkey": 3020007, "o_orderstatus": "P"}]'));
SELECT c_orders[0].o_orderkey FROM customer_orders_lineitem;
-- rows:
-- 3020007

-- case: a path with the table's alias in front
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE customer_orders_lineitem (c_name VARCHAR(25), c_orders SUPER);
INSERT INTO customer_orders_lineitem VALUES ('Customer#000008251', JSON_PARSE('[{"o_orderkey": 3020007, "o_orderstatus": "P"}]'));
SELECT cust.c_orders[0].o_orderkey FROM customer_orders_lineitem AS cust;
-- rows:
-- 3020007

-- case: a path in a filter
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE customer_orders_lineitem (c_name VARCHAR(25), c_orders SUPER);
INSERT INTO customer_orders_lineitem VALUES ('Customer#000008251', JSON_PARSE('[{"o_orderkey": 3020007, "o_orderstatus": "P"}]')), ('Customer#000009452', JSON_PARSE('[]'));
SELECT count(*) FROM customer_orders_lineitem WHERE c_orders[0]. o_orderkey IS NOT NULL;
-- rows:
-- 1

-- case: paths in GROUP BY and ORDER BY
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE customer_orders_lineitem (c_orders SUPER);
INSERT INTO customer_orders_lineitem VALUES (JSON_PARSE('[{"o_orderkey": 1, "o_orderdate": "2020-01-02", "o_orderstatus": "P"}]')), (JSON_PARSE('[{"o_orderkey": 2, "o_orderdate": "2020-01-01", "o_orderstatus": "O"}]')), (JSON_PARSE('[{"o_orderkey": 3, "o_orderdate": "2020-01-02", "o_orderstatus": "P"}]'));
SELECT c_orders[0].o_orderdate, c_orders[0].o_orderstatus, count(*)
FROM customer_orders_lineitem
WHERE c_orders[0].o_orderkey IS NOT NULL
GROUP BY c_orders[0].o_orderstatus, c_orders[0].o_orderdate
ORDER BY c_orders[0].o_orderdate;
-- rows:
-- "2020-01-01" | "O" | 1
-- "2020-01-02" | "P" | 2

-- case: a FROM item walks over an array
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE customer_orders_lineitem (c_custkey INT, c_orders SUPER);
INSERT INTO customer_orders_lineitem VALUES (1, JSON_PARSE('[{"k": 1}, {"k": 2}]')), (2, JSON_PARSE('[]'));
SELECT c.c_custkey, o FROM customer_orders_lineitem c, c.c_orders o ORDER BY o.k;
-- rows:
-- 1 | {"k":1}
-- 1 | {"k":2}

-- case: an array within an array takes another FROM item
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE customer_orders_lineitem (c_custkey INT, c_orders SUPER);
INSERT INTO customer_orders_lineitem VALUES (1, JSON_PARSE('[{"k": 1, "o_lineitems": ["a", "b"]}, {"k": 2, "o_lineitems": ["c"]}]'));
SELECT c.c_custkey, o.k, l FROM customer_orders_lineitem c, c.c_orders o, o.o_lineitems l ORDER BY l;
-- rows:
-- 1 | 1 | "a"
-- 1 | 1 | "b"
-- 1 | 2 | "c"

-- case: AT gives the index
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE customer_orders_lineitem (c_name VARCHAR(25), c_orders SUPER);
INSERT INTO customer_orders_lineitem VALUES ('Customer#000008251', JSON_PARSE('[{"o_orderkey": 3020007}]')), ('Customer#000009452', JSON_PARSE('[{"o_orderkey": 4043971}]'));
SELECT c_name, orders.o_orderkey AS orderkey, index AS orderkey_index
FROM customer_orders_lineitem c, c.c_orders AS orders AT index
ORDER BY orderkey_index, c_name;
-- rows:
-- Customer#000008251 | 3020007 | 0
-- Customer#000009452 | 4043971 | 0

-- case: a walk over scalars
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE bar AS SELECT json_parse('{"scalar_array": [1, 2.3, 45000000]}') AS data;
SELECT index, element FROM bar AS b, b.data.scalar_array AS element AT index ORDER BY index;
-- rows:
-- 0 | 1
-- 1 | 2.3
-- 2 | 45000000

-- case: a walk over the elements of a walk
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE foo AS SELECT json_parse('[[1.1, 1.2], [2.1, 2.2], [3.1, 3.2]]') AS multi_level_array;
SELECT array, element FROM foo AS f, f.multi_level_array AS array, array AS element ORDER BY element;
-- rows:
-- [1.1,1.2] | 1.1
-- [1.1,1.2] | 1.2
-- [2.1,2.2] | 2.1
-- [2.1,2.2] | 2.2
-- [3.1,3.2] | 3.1
-- [3.1,3.2] | 3.2

-- case: equality needs no cast, and is false among types
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE customer_orders_lineitem (c_orders SUPER);
INSERT INTO customer_orders_lineitem VALUES (JSON_PARSE('[{"o_orderkey": 1, "o_orderstatus": "P"}]')), (JSON_PARSE('[{"o_orderkey": 2, "o_orderstatus": 7}]')), (JSON_PARSE('[{"o_orderkey": 3, "o_orderstatus": ["P"]}]'));
SELECT c_orders[0].o_orderkey, c_orders[0].o_orderstatus = 'P' FROM customer_orders_lineitem ORDER BY c_orders[0].o_orderkey;
-- rows:
-- 1 | true
-- 2 | false
-- 3 | false

-- case: a comparison among types is null
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE customer_orders_lineitem (c_orders SUPER);
INSERT INTO customer_orders_lineitem VALUES (JSON_PARSE('[{"o_orderkey": 1, "o_orderstatus": "O"}]')), (JSON_PARSE('[{"o_orderkey": 2, "o_orderstatus": "Q"}]')), (JSON_PARSE('[{"o_orderkey": 3, "o_orderstatus": 7}]'));
SELECT c_orders[0].o_orderkey, c_orders[0].o_orderstatus <= 'P' FROM customer_orders_lineitem ORDER BY c_orders[0].o_orderkey;
-- rows:
-- 1 | true
-- 2 | false
-- 3 | NULL

-- case: integers and decimals are comparable
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE t (s SUPER);
INSERT INTO t VALUES (JSON_PARSE('{"a": 10.0, "b": "x"}'));
SELECT t.s.a = 10, t.s.a > 9.5, t.s.b = 10, t.s.c = 10 FROM t;
-- rows:
-- true | true | false | NULL

-- case: arrays and objects are compared deeply
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE t (s SUPER);
INSERT INTO t VALUES (JSON_PARSE('{"a": [1, {"x": 2}], "b": [1, {"x": 2}], "c": [1]}'));
SELECT t.s.a = t.s.b, t.s.a = t.s.c FROM t;
-- rows:
-- true | false

-- case: a join over paths
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE lines (l SUPER);
CREATE TABLE parts (p SUPER);
INSERT INTO lines VALUES (JSON_PARSE('[{"k": 1}, {"k": "A55"}, {"k": ["X", 10]}]'));
INSERT INTO parts VALUES (JSON_PARSE('[{"k": "A55", "n": "two"}, {"k": ["X", 10], "n": "three"}, {"k": 4, "n": "four"}]'));
SELECT y.n FROM lines a, a.l x, parts b, b.p y WHERE x.k = y.k ORDER BY y.n;
-- rows:
-- "three"
-- "two"

-- case: navigation to what is not there is null
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE customer_orders_lineitem (c_orders SUPER);
INSERT INTO customer_orders_lineitem VALUES (JSON_PARSE('[{"a": 1}]'));
SELECT c.c_orders.something, c.c_orders[1][1], c.c_orders[0].a.b FROM customer_orders_lineitem c;
-- rows:
-- NULL | NULL | NULL

-- case: a cast to a wrong type is null
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE customer_orders_lineitem (c_orders SUPER);
INSERT INTO customer_orders_lineitem VALUES (JSON_PARSE('{"o_orderstatus": "Good", "n": "12"}'));
SELECT c.c_orders.o_orderstatus::integer, c.c_orders.o_orderstatus::varchar FROM customer_orders_lineitem c;
-- rows:
-- NULL | Good

-- case: a cast of VARCHAR to INTEGER fails
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
SELECT 'Good'::VARCHAR::INTEGER;
-- error: Invalid digit

-- case: JSON_TYPEOF of paths
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE region_nations (r_nations SUPER);
INSERT INTO region_nations VALUES (JSON_PARSE('[{"n_nationkey": 15, "n_name": "MOROCCO"}]'));
SELECT JSON_TYPEOF(r_nations), JSON_TYPEOF(r_nations[0].n_nationkey), IS_VARCHAR(r_nations[0].n_name) FROM region_nations;
-- rows:
-- array | number | true

-- case: a CASE over a dynamic type
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE region_nations (r_nations SUPER);
INSERT INTO region_nations VALUES (JSON_PARSE('[{"n_nationkey": 15, "n_name": "MOROCCO"}]')), (JSON_PARSE('[{"n_nationkey": "15", "n_name": "KENYA"}]'));
SELECT r_nations[0].n_name FROM region_nations
WHERE CASE WHEN IS_INTEGER(r_nations[0].n_nationkey)
           THEN r_nations[0].n_nationkey::INTEGER = 15
           ELSE false END;
-- rows:
-- "MOROCCO"

-- case: type questions are false for null
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
SELECT IS_ARRAY(NULL), IS_OBJECT(NULL), IS_SCALAR(NULL), IS_INTEGER(NULL), IS_VARCHAR(NULL);
-- rows:
-- false | false | false | false | false

-- case: IS_SCALAR, IS_OBJECT and IS_ARRAY exclude each other
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
SELECT IS_SCALAR(JSON_PARSE('1')), IS_OBJECT(JSON_PARSE('1')), IS_ARRAY(JSON_PARSE('1')), IS_SCALAR(JSON_PARSE('{}')), IS_OBJECT(JSON_PARSE('{}')), IS_ARRAY(JSON_PARSE('[]'));
-- rows:
-- true | false | false | false | true | true

-- case: numbers are ordered before strings, strings before arrays
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE region_nations (key INT, r_nations SUPER);
INSERT INTO region_nations SELECT 100, ARRAY('AWS') UNION ALL SELECT 200, ARRAY(1) UNION ALL SELECT 300, ARRAY(ARRAY(1, 'abc', null)) UNION ALL SELECT 400, ARRAY(-2.5) UNION ALL SELECT 500, ARRAY('Zoo') UNION ALL SELECT 600, ARRAY(10);
SELECT r.r_nations[0] FROM region_nations r ORDER BY r.r_nations[0];
-- rows:
-- -2.5
-- 1
-- 10
-- "AWS"
-- "Zoo"
-- [1,"abc",null]

-- case: UNNEST
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause-unnest-examples.html
CREATE TABLE orders (order_id INT, products SUPER);
INSERT INTO orders VALUES
(1001, JSON_PARSE('[{"product_id": "P456", "name": "Monitor", "quantity": 1}]')),
(1002, JSON_PARSE('[{"product_id": "P567", "name": "USB Cable", "quantity": 3}]'));
SELECT o.order_id, unnested_products.product FROM orders o, UNNEST(o.products) AS unnested_products(product) ORDER BY 1;
-- rows:
-- 1001 | {"product_id":"P456","name":"Monitor","quantity":1}
-- 1002 | {"product_id":"P567","name":"USB Cable","quantity":3}

-- case: UNNEST with an offset
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause-unnest-examples.html
CREATE TABLE orders (order_id INT, products SUPER);
INSERT INTO orders VALUES (1002, JSON_PARSE('[{"product_id": "P567"}, {"product_id": "P678"}]'));
SELECT o.order_id, u.product.product_id, u.idx FROM orders o, UNNEST(o.products) WITH OFFSET AS u(product, idx) ORDER BY u.idx;
-- rows:
-- 1002 | "P567" | 0
-- 1002 | "P678" | 1

-- case: UNPIVOT walks over an object
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE customer_orders_lineitem (c_orders SUPER);
INSERT INTO customer_orders_lineitem VALUES (JSON_PARSE('[{"o_orderstatus": "P", "o_clerk": "Clerk#1"}]'));
SELECT attr, val, JSON_TYPEOF(val) FROM customer_orders_lineitem c, UNPIVOT c.c_orders[0] AS val AT attr ORDER BY attr;
-- rows:
-- o_clerk | "Clerk#1" | string
-- o_orderstatus | "P" | string

-- case: an outer join with a walk keeps what has no elements
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause30.html
CREATE TABLE c (id INT, items SUPER);
INSERT INTO c VALUES (1, JSON_PARSE('["a"]')), (2, JSON_PARSE('[]'));
SELECT c.id, i FROM c LEFT JOIN c.items i ON TRUE ORDER BY c.id;
-- rows:
-- 1 | "a"
-- 2 | NULL

-- case: a text in a SUPER column is a string, whatever it looks like
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE region_nations (r_regionkey INT, r_name VARCHAR(10), r_nations SUPER);
INSERT INTO region_nations VALUES (100, 'name1', 'AWS'), (200, 'name2', 1), (300, 'name3', ARRAY(1, 'abc', null)), (400, 'name4', '5');
SELECT r_regionkey, r_nations, JSON_TYPEOF(r_nations) FROM region_nations ORDER BY 1;
-- rows:
-- 100 | "AWS" | string
-- 200 | 1 | number
-- 300 | [1,"abc",null] | array
-- 400 | "5" | string

-- case: ORDER BY of a whole column ranks numbers, strings, arrays, objects
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE region_nations (r_regionkey INT, r_name VARCHAR(10), r_comment VARCHAR(10), r_nations SUPER);
INSERT INTO region_nations VALUES
(100,'name1','comment1','AWS'),
(200,'name2','comment2',1),
(300,'name3','comment3',ARRAY(1, 'abc', null)),
(400,'name4','comment4',-2.5),
(500,'name5','comment5','Zoo');
SELECT r_nations FROM region_nations order by r_nations;
-- rows:
-- -2.5
-- 1
-- "AWS"
-- "Zoo"
-- [1,"abc",null]

-- case: ORDER BY of a whole column descending, with nulls where NULLS says, and of other columns beside it
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE region_nations (r_regionkey INT, r_nations SUPER);
INSERT INTO region_nations VALUES (1, 10), (2, 9), (3, 'a'), (4, TRUE), (5, NULL), (6, 10), (7, OBJECT('k', 1));
SELECT r_regionkey, r_nations FROM region_nations ORDER BY r_nations DESC NULLS LAST, r_regionkey DESC;
-- rows:
-- 7 | {"k":1}
-- 3 | "a"
-- 6 | 10
-- 1 | 10
-- 2 | 9
-- 4 | true
-- 5 | NULL

-- case: a whole column is compared by its dynamic type
-- page: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
CREATE TABLE region_nations (r_regionkey INT, r_name VARCHAR(10), r_nations SUPER);
INSERT INTO region_nations VALUES (100, 'AWS', 'AWS'), (200, 'b', 1), (300, 'c', ARRAY('AWS'));
SELECT r_regionkey, r_nations = 'AWS', r_nations <= 'P', r_nations > 0, r_name = 'AWS', r_nations = r_name FROM region_nations ORDER BY 1;
-- rows:
-- 100 | true | true | NULL | true | true
-- 200 | false | NULL | true | false | false
-- 300 | false | NULL | NULL | false | false
