-- https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_INSERT_30.html
create table category_stage (catid smallint default 0, catgroup varchar(10) default 'General', catname varchar(10) default 'General', catdesc varchar(50) default 'General');
