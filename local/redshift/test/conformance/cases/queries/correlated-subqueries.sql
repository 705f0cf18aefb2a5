-- case: a correlated subquery
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_correlated_subqueries.html
CREATE TABLE sales (salesid INT, listid INT, qtysold INT, pricepaid DECIMAL(8,2));
CREATE TABLE listing (listid INT, numtickets INT);
INSERT INTO sales VALUES (27, 28, 3, 111.00), (28, 28, 1, 37.00), (81, 103, 2, 181.00);
INSERT INTO listing VALUES (28, 3), (103, 2);
select salesid, listid, sum(pricepaid) from sales s where qtysold= (select max(numtickets) from listing l where s.listid=l.listid) group by 1,2 order by 1,2 limit 5;
-- rows:
-- 27 | 28 | 111.00
-- 81 | 103 | 181.00

-- case: a correlation that skips a block is refused
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_correlated_subqueries.html
CREATE TABLE event (eventid INT, eventname VARCHAR(200));
CREATE TABLE listing (listid INT);
CREATE TABLE sales (eventid INT);
select event.eventname from event where not exists (select * from listing where not exists (select * from sales where event.eventid=sales.eventid));
-- error: correlated subquery pattern is not supported

-- case: a correlation in the ON clause of an outer join is refused
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_correlated_subqueries.html
CREATE TABLE category (catid INT);
CREATE TABLE event (eventid INT, catid INT);
CREATE TABLE sales (eventid INT);
select * from category left join event on category.catid=event.catid and eventid = (select max(eventid) from sales where sales.eventid=event.eventid);
-- error: correlated subquery pattern is not supported

-- case: a correlation in a subquery with a window function is refused
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_correlated_subqueries.html
CREATE TABLE sales (listid INT, qtysold INT);
CREATE TABLE listing (listid INT, numtickets INT);
select listid, qtysold from sales s where qtysold not in (select sum(numtickets) over() from listing l where s.listid=l.listid);
-- error: correlated subquery pattern is not supported

-- case: GROUP BY of a correlated subquery's result is refused
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_correlated_subqueries.html
CREATE TABLE listing (listid INT);
CREATE TABLE sales (listid INT);
select listing.listid, (select count (sales.listid) from sales where sales.listid=listing.listid) as list from listing group by list, listing.listid;
-- error: correlated subquery pattern is not supported

-- case: IN over a correlated aggregate with GROUP BY is refused
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_correlated_subqueries.html
CREATE TABLE listing (listid INT, numtickets INT);
CREATE TABLE sales (salesid INT, qtysold INT);
select * from listing where listid in (select sum(qtysold) from sales where listing.numtickets>4 group by salesid);
-- error: correlated subquery pattern is not supported

-- case: IN over a correlated MAX with GROUP BY is taken
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_correlated_subqueries.html
CREATE TABLE listing (listid INT, numtickets INT);
CREATE TABLE sales (salesid INT, qtysold INT);
INSERT INTO listing VALUES (3, 5), (4, 1);
INSERT INTO sales VALUES (1, 3), (1, 2), (2, 4);
select listid from listing where listid in (select max(qtysold) from sales where listing.numtickets>4 group by salesid);
-- rows:
-- 3
