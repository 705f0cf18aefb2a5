-- case: RANK adds the ties
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_RANK.html
-- with: winsales
select salesid, qty, rank() over (order by qty) as rnk from winsales order by 2,1;
-- columns: salesid | qty | rnk
-- rows:
-- 10001 | 10 | 1
-- 10006 | 10 | 1
-- 30001 | 10 | 1
-- 40005 | 10 | 1
-- 30003 | 15 | 5
-- 20001 | 20 | 6
-- 20002 | 20 | 6
-- 30004 | 20 | 6
-- 10005 | 30 | 9
-- 30007 | 30 | 9
-- 40001 | 40 | 11

-- case: RANK in descending order
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_RANK.html
-- with: winsales
select salesid, qty, rank() over (order by qty desc) as rank from winsales order by 2,1;
-- rows:
-- 10001 | 10 | 8
-- 10006 | 10 | 8
-- 30001 | 10 | 8
-- 40005 | 10 | 8
-- 30003 | 15 | 7
-- 20001 | 20 | 4
-- 20002 | 20 | 4
-- 30004 | 20 | 4
-- 10005 | 30 | 2
-- 30007 | 30 | 2
-- 40001 | 40 | 1

-- case: RANK in partitions
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_RANK.html
-- with: winsales
select salesid, sellerid, qty, rank() over (partition by sellerid order by qty desc) as rank from winsales order by 2,3,1;
-- rows:
-- 10001 | 1 | 10 | 2
-- 10006 | 1 | 10 | 2
-- 10005 | 1 | 30 | 1
-- 20001 | 2 | 20 | 1
-- 20002 | 2 | 20 | 1
-- 30001 | 3 | 10 | 4
-- 30003 | 3 | 15 | 3
-- 30004 | 3 | 20 | 2
-- 30007 | 3 | 30 | 1
-- 40005 | 4 | 10 | 2
-- 40001 | 4 | 40 | 1

-- case: a cumulative SUM
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_SUM.html
-- with: winsales
select salesid, dateid, sellerid, qty, sum(qty) over (order by dateid, salesid rows unbounded preceding) as sum from winsales order by 2,1;
-- rows:
-- 30001 | 2003-08-02 | 3 | 10 | 10
-- 10001 | 2003-12-24 | 1 | 10 | 20
-- 10005 | 2003-12-24 | 1 | 30 | 50
-- 40001 | 2004-01-09 | 4 | 40 | 90
-- 10006 | 2004-01-18 | 1 | 10 | 100
-- 20001 | 2004-02-12 | 2 | 20 | 120
-- 40005 | 2004-02-12 | 4 | 10 | 130
-- 20002 | 2004-02-16 | 2 | 20 | 150
-- 30003 | 2004-04-18 | 3 | 15 | 165
-- 30004 | 2004-04-18 | 3 | 20 | 185
-- 30007 | 2004-09-07 | 3 | 30 | 215

-- case: a cumulative SUM in partitions
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_SUM.html
-- with: winsales
select salesid, dateid, sellerid, qty, sum(qty) over (partition by sellerid order by dateid, salesid rows unbounded preceding) as sum from winsales order by 2,1;
-- rows:
-- 30001 | 2003-08-02 | 3 | 10 | 10
-- 10001 | 2003-12-24 | 1 | 10 | 10
-- 10005 | 2003-12-24 | 1 | 30 | 40
-- 40001 | 2004-01-09 | 4 | 40 | 40
-- 10006 | 2004-01-18 | 1 | 10 | 50
-- 20001 | 2004-02-12 | 2 | 20 | 20
-- 40005 | 2004-02-12 | 4 | 10 | 50
-- 20002 | 2004-02-16 | 2 | 20 | 40
-- 30003 | 2004-04-18 | 3 | 15 | 25
-- 30004 | 2004-04-18 | 3 | 20 | 45
-- 30007 | 2004-09-07 | 3 | 30 | 75

-- case: a row number by SUM
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_SUM.html
-- with: winsales
select salesid, sellerid, qty, sum(1) over (partition by sellerid order by sellerid, salesid rows unbounded preceding) as rownum from winsales order by 2,1;
-- rows:
-- 10001 | 1 | 10 | 1
-- 10005 | 1 | 30 | 2
-- 10006 | 1 | 10 | 3
-- 20001 | 2 | 20 | 1
-- 20002 | 2 | 20 | 2
-- 30001 | 3 | 10 | 1
-- 30003 | 3 | 15 | 2
-- 30004 | 3 | 20 | 3
-- 30007 | 3 | 30 | 4
-- 40001 | 4 | 40 | 1
-- 40005 | 4 | 10 | 2

-- case: a window aggregate with ORDER BY needs a frame
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Window_functions.html
-- with: winsales
select sum(qty) over (order by dateid) from winsales;
-- error: Aggregate window functions with an ORDER BY clause require a frame clause

-- case: a frame whose start lies behind its end is refused
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Window_functions.html
-- with: winsales
select sum(qty) over (order by dateid rows between 5 following and 5 preceding) from winsales;
-- error: frame

-- case: NULLs rank last in ascending and first in descending order
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Window_functions.html
-- with: winsales
select salesid, row_number() over (order by qty_shipped, salesid) as a, row_number() over (order by qty_shipped desc, salesid) as d from winsales where sellerid = 3 order by 1;
-- rows:
-- 30001 | 1 | 4
-- 30003 | 2 | 1
-- 30004 | 3 | 2
-- 30007 | 4 | 3

-- case: NTH_VALUE without nulls
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_NTH.html
CREATE TABLE venue (venuestate CHAR(2), venuename VARCHAR(100), venueseats INT);
INSERT INTO venue VALUES ('NY', 'Ralph Wilson Stadium', 73967), ('NY', 'Yankee Stadium', 52325), ('NY', 'Madison Square Garden', 20000), ('FL', 'Dolphin Stadium', 74916), ('FL', 'Jacksonville Municipal Stadium', 73800), ('FL', 'Raymond James Stadium', 65647), ('FL', 'Tropicana Field', 36048);
select venuestate, venuename, venueseats, nth_value(venueseats, 3) ignore nulls over(partition by venuestate order by venueseats desc rows between unbounded preceding and unbounded following) as third_most_seats from venue order by venuestate, venueseats desc;
-- rows:
-- FL | Dolphin Stadium | 74916 | 65647
-- FL | Jacksonville Municipal Stadium | 73800 | 65647
-- FL | Raymond James Stadium | 65647 | 65647
-- FL | Tropicana Field | 36048 | 65647
-- NY | Ralph Wilson Stadium | 73967 | 20000
-- NY | Yankee Stadium | 52325 | 20000
-- NY | Madison Square Garden | 20000 | 20000

-- case: NTILE of seventeen rows in four groups
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_NTILE.html
CREATE TABLE sales (pricepaid DECIMAL(8,2));
INSERT INTO sales VALUES (1883), (1065), (589), (530), (472), (460), (355), (334), (296), (230), (216), (212), (106), (100), (94), (53), (25);
select ntile, count(*), max(pricepaid) from (select pricepaid, ntile(4) over(order by pricepaid desc) from sales) group by ntile order by ntile;
-- rows:
-- 1 | 5 | 1883.00
-- 2 | 4 | 460.00
-- 3 | 4 | 230.00
-- 4 | 4 | 100.00

-- case: LISTAGG over everything
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_LISTAGG.html
-- with: winsales
select distinct listagg(sellerid) within group (order by sellerid) over() from winsales;
-- columns: listagg
-- rows:
-- 11122333344

-- case: LISTAGG over the rows of a filter, by date
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_LISTAGG.html
-- with: winsales
select listagg(sellerid) within group (order by dateid) over () as seller from winsales where buyerid = 'b';
-- rows:
-- 3233
-- 3233
-- 3233
-- 3233

-- case: LISTAGG over partitions
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_LISTAGG.html
-- with: winsales
select distinct buyerid, listagg(salesid,',') within group (order by salesid) over (partition by buyerid) as sales_id from winsales order by buyerid;
-- rows:
-- a | 10005,40001,40005
-- b | 20001,30001,30003,30004
-- c | 10001,10006,20002,30007

-- case: PERCENTILE_CONT over everything
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_PERCENTILE_CONT.html
-- with: winsales
select distinct percentile_cont(0.5) within group (order by qty) over() as median from winsales;
-- rows:
-- 20

-- case: PERCENTILE_CONT over partitions
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WF_PERCENTILE_CONT.html
-- with: winsales
select distinct sellerid, percentile_cont(0.5) within group (order by qty) over(partition by sellerid) as median from winsales order by sellerid;
-- rows:
-- 1 | 10
-- 2 | 20
-- 3 | 17.5
-- 4 | 25

-- case: LISTAGG in date order
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html
-- with: winsales
select listagg(dateid,',') within group (order by sellerid desc,salesid asc) from winsales where buyerid = 'b';
-- rows:
-- 2003-08-02,2004-04-18,2004-04-18,2004-02-12

-- case: LISTAGG for each buyer
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html
-- with: winsales
select buyerid, listagg(salesid,',') within group (order by salesid) as sales_id from winsales group by buyerid order by buyerid;
-- columns: buyerid | sales_id
-- rows:
-- a | 10005,40001,40005
-- b | 20001,30001,30003,30004
-- c | 10001,10006,20002,30007

-- case: two LISTAGGs with different orders are refused
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html
-- with: winsales
select listagg(sellerid) within group (order by dateid) as sellers, listagg(dateid) within group (order by sellerid) as dates from winsales;
-- error: within group ORDER BY clauses for aggregate functions must be the same

-- case: two LISTAGGs of which one has no order
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html
-- with: winsales
select length(listagg(sellerid) within group (order by dateid)) as sellers, length(listagg(dateid)) as dates from winsales;
-- rows:
-- 11 | 110

-- case: a frame of rows before the current one
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Window_functions.html
-- with: winsales
select salesid, sum(qty) over (order by salesid rows 1 preceding) as a, sum(qty) over (order by salesid rows between 1 preceding and current row) as b from winsales where sellerid = 3 order by 1;
-- rows:
-- 30001 | 10 | 10
-- 30003 | 25 | 25
-- 30004 | 35 | 35
-- 30007 | 50 | 50

-- case: UNBOUNDED FOLLOWING alone begins at the current row
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Window_functions.html
-- with: winsales
select salesid, sum(qty) over (order by salesid rows between current row and unbounded following) as a, sum(qty) over (order by salesid rows between 1 following and 2 following) as b from winsales where sellerid = 3 order by 1;
-- rows:
-- 30001 | 75 | 35
-- 30003 | 65 | 50
-- 30004 | 50 | 30
-- 30007 | 30 | NULL
