-- Takes a user's membership in a role away, where there is one.

-- unless: SELECT 1 FROM (SELECT COUNT(*) AS grants FROM svv_user_grants WHERE LOWER(user_name) = LOWER('{{user}}') AND role_name = '{{role}}') g WHERE g.grants = 0
REVOKE ROLE {{role}} FROM "{{user}}";
