-- Makes a caller by IAM a member of one of the roles of migrations/0006_roles.sql. A name's letter case may be
-- what the caller's is, or lower case, whoever made the user.

-- unless: SELECT 1 FROM pg_user WHERE LOWER(usename) = LOWER('{{user}}')
CREATE USER "{{user}}" PASSWORD DISABLE;

-- unless: SELECT 1 FROM svv_user_grants WHERE LOWER(user_name) = LOWER('{{user}}') AND role_name = '{{role}}'
GRANT ROLE {{role}} TO "{{user}}";
