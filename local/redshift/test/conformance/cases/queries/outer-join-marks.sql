-- case: (+) makes a left outer join
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
CREATE TABLE sales (salesid INT, listid INT);
CREATE TABLE listing (listid INT);
INSERT INTO sales VALUES (1, 10), (2, 20), (3, 90);
INSERT INTO listing VALUES (10), (20);
select sales.salesid, listing.listid from sales, listing where sales.listid = listing.listid(+) order by 1;
-- rows:
-- 1 | 10
-- 2 | 20
-- 3 | NULL

-- case: (+) on the other side is the right outer join, whatever the order of FROM
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
CREATE TABLE sales (listid INT, pricepaid DECIMAL(8,2), commission DECIMAL(8,2));
CREATE TABLE listing (listid INT);
INSERT INTO sales VALUES (1, 700.00, 105.00), (1, 28.00, 4.20), (4, 76.00, 11.40), (5, 525.00, 78.75);
INSERT INTO listing VALUES (1), (2), (3), (4), (5), (6);
select listing.listid, sum(pricepaid) as price, sum(commission) as comm
from listing, sales
where sales.listid(+) = listing.listid and listing.listid between 1 and 5
group by 1 order by 1;
-- rows:
-- 1 | 728.00 | 109.20
-- 2 | NULL | NULL
-- 3 | NULL | NULL
-- 4 | 76.00 | 11.40
-- 5 | 525.00 | 78.75

-- case: (+) over two pairs of columns
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
CREATE TABLE table1 (col1 INT, col2 INT);
CREATE TABLE table2 (col1 INT, col2 INT);
INSERT INTO table1 VALUES (5, 1), (5, 2);
INSERT INTO table2 VALUES (4, 1), (6, 2);
select table1.col2, table2.col1 from table1, table2 where table1.col1 > table2.col1(+) and table1.col2 = table2.col2(+) order by 1;
-- rows:
-- 1 | 4
-- 2 | NULL

-- case: (+) behind a column in an expression
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
CREATE TABLE event (eventid INT);
CREATE TABLE category (catid INT);
INSERT INTO event VALUES (1);
INSERT INTO category VALUES (10), (20);
select category.catid, event.eventid from event, category where event.eventid(+)*10=category.catid order by 1;
-- rows:
-- 10 | 1
-- 20 | NULL

-- case: (+) behind an expression is a syntax error
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
CREATE TABLE event (eventid INT);
CREATE TABLE category (catid INT);
select count(*) from event, category where event.eventid*10(+)=category.catid;
-- error: syntax error

-- case: (+) is not allowed beside a join of the FROM clause
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
CREATE TABLE a (x INT);
CREATE TABLE b (x INT);
CREATE TABLE c (x INT);
select count(*) from a join b on a.x = b.x, c where a.x = c.x(+);
-- error: outer join operator (+)

-- case: (+) of a table with itself
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
CREATE TABLE event (eventid INT, catid INT);
INSERT INTO event VALUES (1, 2), (2, 1), (3, 7);
select count(*), count(a.eventid) from event a, event b where a.eventid(+)=b.catid;
-- rows:
-- 3 | 2

-- case: (+) is not allowed in an operand of OR
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
CREATE TABLE sales (salesid INT, listid INT);
CREATE TABLE listing (listid INT);
select count(*) from sales, listing where sales.listid(+)=listing.listid or sales.salesid=0;
-- error: Outer join operator (+) not allowed in operand of OR or IN.

-- case: a table is outer joined to one other table at most
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
CREATE TABLE sales (listid INT, dateid INT);
CREATE TABLE listing (listid INT);
CREATE TABLE dates (dateid INT);
select count(*) from sales, listing, dates where sales.listid(+)=listing.listid and sales.dateid(+)=dates.dateid;
-- error: A table may be outer joined to at most one other table.

-- case: (+) behind a column compared with a constant keeps the rows without a match
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
CREATE TABLE category (catid INT, catname VARCHAR(10), catgroup VARCHAR(10));
CREATE TABLE event (eventid INT, catid INT);
INSERT INTO category VALUES (1, 'Jazz', 'Concerts'), (2, 'MLB', 'Sports'), (3, 'Musicals', 'Shows');
INSERT INTO event VALUES (796, 3), (797, 1);
select catname, catgroup, eventid from category, event where category.catid=event.catid(+) and eventid(+)=796 order by catname;
-- rows:
-- Jazz | Concerts | NULL
-- MLB | Sports | NULL
-- Musicals | Shows | 796

-- case: without (+) the comparison with a constant filters
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
CREATE TABLE category (catid INT, catname VARCHAR(10), catgroup VARCHAR(10));
CREATE TABLE event (eventid INT, catid INT);
INSERT INTO category VALUES (1, 'Jazz', 'Concerts'), (2, 'MLB', 'Sports'), (3, 'Musicals', 'Shows');
INSERT INTO event VALUES (796, 3), (797, 1);
select catname, catgroup, eventid from category, event where category.catid=event.catid(+) and eventid=796 order by catname;
-- rows:
-- Musicals | Shows | 796

-- case: (+) in some of two conditions over the same tables is an inner join
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
CREATE TABLE sales (listid INT, dateid INT);
CREATE TABLE listing (listid INT, dateid INT);
INSERT INTO sales VALUES (1, 1), (2, 2);
INSERT INTO listing VALUES (1, 1), (2, 9);
select sales.listid from sales, listing where sales.listid = listing.listid and sales.dateid = listing.dateid(+);
-- rows:
-- 1
