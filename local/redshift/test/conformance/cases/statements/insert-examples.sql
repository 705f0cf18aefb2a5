-- case: INSERT of values and DEFAULT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_INSERT_30.html
-- with: category_stage
insert into category_stage values (12, 'Concerts', 'Comedy', 'All stand-up comedy performances');
insert into category_stage values (13, 'Concerts', 'Other', default);
select * from category_stage where catid in(12,13) order by 1;
-- rows:
-- 12 | Concerts | Comedy | All stand-up comedy performances
-- 13 | Concerts | Other | General

-- case: INSERT of several rows with DEFAULT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_INSERT_30.html
-- with: category_stage
insert into category_stage values (14, default, default, default), (15, default, default, default);
select * from category_stage where catid in(14,15) order by 1;
-- rows:
-- 14 | General | General | General
-- 15 | General | General | General

-- case: INSERT of several rows with various defaults
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_INSERT_30.html
-- with: category_stage
insert into category_stage values (default, default, default, default), (20, default, 'Country', default), (21, 'Concerts', 'Rock', default);
select * from category_stage where catid in(0,20,21) order by 1;
-- rows:
-- 0 | General | General | General
-- 20 | General | Country | General
-- 21 | Concerts | Rock | General

-- case: the query of INSERT may stand in parentheses
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_INSERT_30.html
-- with: category_stage
create table category as select 1::smallint as catid, 'Sports'::varchar(10) as catgroup, 'MLB'::varchar(10) as catname, 'Major League Baseball'::varchar(50) as catdesc;
insert into category_stage (select * from category);
select * from category_stage;
-- rows:
-- 1 | Sports | MLB | Major League Baseball

-- case: IDENTITY without seed and step
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_INSERT_30.html
create table category_ident (catid int identity not null, catgroup varchar(10) default 'General', catname varchar(10) default 'General');
insert into category_ident(catgroup,catname) select 'Sports', 'MLB';
select catid is not null, catgroup, catname from category_ident;
-- rows:
-- true | Sports | MLB

-- case: subqueries are no values of several rows
-- page: https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_INSERT_30.html
create table category (catid int);
insert into category(catid) values ((select max(catid)+1 from category)), ((select max(catid)+2 from category));
-- error: can't use subqueries in multi-row VALUES

-- case: a scalar subquery is a value of one row
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html
create table t1 (a int);
insert into t1 values ((select 5));
select a from t1;
-- rows:
-- 5

-- case: fewer values than columns load the first ones
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html
create table t1 (a int, b int, c int default 7);
insert into t1 values (1, 2);
select a, b, c from t1;
-- rows:
-- 1 | 2 | 7

-- case: a cast cuts a value to its column
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html
create table t1 (col1 char(3));
insert into t1(col1) values('Incomplete'::char(3));
select col1 from t1;
-- rows:
-- Inc

-- case: INSERT of a query with a WITH clause
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_WITH_clause.html
create table t1 (a int);
insert into t1 with w as (select 5 as a) select a from w;
select a from t1;
-- rows:
-- 5

-- case: a value that is too long for CHAR
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Examples_with_character_types.html
create table address (city_name char(20));
insert into address(city_name) values('City of South San Francisco');
-- error: value too long for type character(20)

-- case: a CHAR by a cast
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Examples_with_character_types.html
create table address (city_name char(20));
insert into address(city_name) values('City of South San Francisco'::char(20));
select city_name from address;
-- rows:
-- City of South San Fr

-- case: LENGTH counts the blanks at the end of a VARCHAR
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Examples_with_character_types.html
create table address (address1 varchar(100));
insert into address(address1) values('9516 Magnolia Boulevard'), ('9516 Magnolia Boulevard  ');
select length(address1) from address order by 1;
-- rows:
-- 23
-- 25

-- case: dates in several formats
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Examples_with_datetime_types.html
create table datetable (start_date date, end_date date);
insert into datetable values ('2008-06-01','2008-12-31');
insert into datetable values ('Jun 1,2008','20081231');
select * from datetable order by 1;
-- rows:
-- 2008-06-01 | 2008-12-31
-- 2008-06-01 | 2008-12-31

-- case: timestamps in several formats
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Examples_with_datetime_types.html
create table tstamp (timeofday timestamp);
insert into tstamp values ('Jun 1,2008  09:59:59'), ('Dec 31,2008 18:20'), ('20081231');
select timeofday from tstamp order by 1;
-- rows:
-- 2008-06-01 09:59:59
-- 2008-12-31 00:00:00
-- 2008-12-31 18:20:00
