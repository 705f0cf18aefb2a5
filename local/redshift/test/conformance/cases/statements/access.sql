-- case: a user is made once
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html
CREATE USER ann PASSWORD DISABLE;
CREATE USER ann PASSWORD DISABLE;
-- error: user "ann" already exists

-- case: a user needs a password clause
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html
CREATE USER ann;
-- error: syntax error

-- case: a role is made once, and granted
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_ROLE.html
CREATE ROLE reader;
CREATE USER ann PASSWORD 'Secret123';
GRANT ROLE reader TO ann;
SELECT role_name FROM svv_user_grants WHERE user_name = 'ann';
-- rows:
-- reader

-- case: a role that is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html
CREATE USER ann PASSWORD DISABLE;
GRANT ROLE nosuch TO ann;
-- error: role "nosuch" does not exist

-- case: a grant to a user that is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html
CREATE TABLE t (a INT);
GRANT SELECT ON t TO nobody;
-- error: user "nobody" does not exist

-- case: a grant on a table that is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html
CREATE ROLE reader;
GRANT SELECT ON nosuch TO ROLE reader;
-- error: relation "nosuch" does not exist

-- case: grants show in SVV_RELATION_PRIVILEGES, and go by REVOKE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_RELATION_PRIVILEGES.html
CREATE ROLE reader;
CREATE TABLE t (a INT);
GRANT SELECT, INSERT ON t TO ROLE reader;
REVOKE INSERT ON t FROM ROLE reader;
SELECT privilege_type, identity_name, identity_type FROM svv_relation_privileges WHERE relation_name = 't';
-- rows:
-- SELECT | reader | role

-- case: a dropped table loses its grants
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_TABLE.html
CREATE ROLE reader;
CREATE TABLE t (a INT);
GRANT SELECT ON t TO ROLE reader;
DROP TABLE t;
CREATE TABLE t (a INT);
SELECT COUNT(*) FROM svv_relation_privileges WHERE relation_name = 't';
-- rows:
-- 0

-- case: a user who owns something is not dropped
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_USER.html
CREATE USER ann PASSWORD DISABLE;
CREATE TABLE t (a INT);
ALTER TABLE t OWNER TO ann;
DROP USER ann;
-- error: cannot be dropped because the user owns some object

-- case: a masking policy is attached with as many columns as it has
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ATTACH_MASKING_POLICY.html
CREATE MASKING POLICY hide WITH (a VARCHAR(10)) USING ('***');
CREATE TABLE t (a VARCHAR(10), b VARCHAR(10));
ATTACH MASKING POLICY hide ON t (a, b) TO PUBLIC;
-- error: output columns

-- case: a policy attached to PUBLIC masks
-- page: https://docs.aws.amazon.com/redshift/latest/dg/t_ddm.html
CREATE MASKING POLICY hide WITH (a VARCHAR(10)) USING ('***');
CREATE TABLE t (a VARCHAR(10));
INSERT INTO t VALUES ('secret');
ATTACH MASKING POLICY hide ON t (a) TO PUBLIC;
SELECT a FROM t;
-- rows:
-- ***

-- case: a masking policy goes with a renamed table, and a new one of its name has none
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ATTACH_MASKING_POLICY.html
CREATE MASKING POLICY hide WITH (a VARCHAR(10)) USING ('***');
CREATE TABLE t (a VARCHAR(10));
INSERT INTO t VALUES ('secret');
ATTACH MASKING POLICY hide ON t (a) TO PUBLIC;
ALTER TABLE t RENAME TO t_old;
CREATE TABLE t (a VARCHAR(10));
INSERT INTO t VALUES ('open');
SELECT t.a, t_old.a FROM t, t_old;
-- rows:
-- open | ***

-- case: a masking policy that is attached is not dropped
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_MASKING_POLICY.html
CREATE MASKING POLICY hide WITH (a VARCHAR(10)) USING ('***');
CREATE TABLE t (a VARCHAR(10));
ATTACH MASKING POLICY hide ON t (a) TO PUBLIC;
DROP MASKING POLICY hide;
-- error: attached

-- case: a schema's name does not begin with pg_
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_SCHEMA.html
CREATE SCHEMA pg_mine;
-- error: unacceptable schema name

-- case: default privileges reach the tables that are made later
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_DEFAULT_PRIVILEGES.html
CREATE ROLE reader;
CREATE SCHEMA s;
ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO ROLE reader;
CREATE TABLE s.later (a INT);
SELECT privilege_type, identity_name FROM svv_relation_privileges WHERE relation_name = 'later';
-- rows:
-- SELECT | reader

-- case: a caller by IAM is a user of the role's name
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html
CREATE USER "IAMR:loader" PASSWORD DISABLE;
CREATE ROLE writer;
GRANT ROLE writer TO "IAMR:loader";
SELECT LOWER(user_name), role_name FROM svv_user_grants WHERE role_name = 'writer';
-- rows:
-- iamr:loader | writer
