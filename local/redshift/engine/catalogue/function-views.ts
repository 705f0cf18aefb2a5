import { TYPE_ROWS } from './catalogue-types.ts';
import { INDEX_OID, KNOWN_KEYS } from './key-views.ts';

const USER = "lower(struct_extract(getvariable('redshift'), 'user'))";

/** What PostgreSQL's functions over the catalogue read: catalogue-macros.ts. No statement can name these views. */
export const FUNCTION_VIEWS: Readonly<Record<string, string>> = {
  // Whose grants each user has: its own, its roles' and everybody's.
  pg_holder: `WITH RECURSIVE known_user(name) AS (SELECT name FROM pg_internal.principal WHERE kind = 'user' UNION VALUES (${USER}), ('admin')),
    holder(held_by, held_kind, held_name) AS (
      SELECT name, 'user', name FROM known_user UNION SELECT name, 'public', '' FROM known_user
      UNION SELECT h.held_by, 'role', m.role FROM pg_internal.membership m JOIN holder h ON m.member_kind = h.held_kind AND m.member = h.held_name)
    SELECT held_by, held_kind, held_name FROM holder`,
  // What each user holds, itself and through its roles.
  pg_held: `SELECT h.held_by, p.object_kind AS held_kind, p.schema_name AS held_schema, p.name AS held_name, p.privilege AS held_privilege
      FROM pg_internal.privilege p JOIN pg_internal.pg_holder h ON p.grantee_kind = h.held_kind AND p.grantee = h.held_name WHERE p.column_name = ''
    UNION ALL SELECT lower(owner), 'owner', schema_name, name, '' FROM pg_internal.relation
    UNION ALL SELECT lower(owner), 'schema-owner', schema_name, '', '' FROM pg_internal.schema_owner
    UNION ALL SELECT name, 'superuser', '', '', '' FROM pg_internal.principal WHERE kind = 'user' AND is_superuser
    UNION ALL SELECT 'admin', 'superuser', '', '', ''
    UNION ALL SELECT ${USER}, 'superuser', '', '', '' WHERE struct_extract(getvariable('redshift'), 'is_superuser')`,
  pg_known_type: `SELECT CAST(oid AS BIGINT) AS known_oid, typname AS known_name, sql_name AS known_sql_name FROM (VALUES ${TYPE_ROWS}) t(oid, typname, typlen, typcategory, sql_name)`,
  pg_known_relation: `SELECT pg_internal.pg_relation_oid(schema_name, name) AS known_oid, schema_name AS known_schema, name AS known_name, CASE WHEN kind <> 'table' THEN definition END AS known_definition FROM pg_internal.relation
    UNION ALL SELECT ${INDEX_OID}, k.schema_name, k.constraint_name, NULL FROM pg_internal.key_constraint k WHERE k.kind <> 'foreign'`,
  pg_known_key: KNOWN_KEYS,
  pg_known_schema: 'SELECT oid AS known_oid, nspname AS known_name FROM pg_internal.pg_namespace',
  pg_known_role: 'SELECT oid AS known_oid, rolname AS known_name FROM pg_internal.pg_roles',
  pg_known_description:
    'SELECT objoid AS known_oid, objsubid AS known_part, description AS known_description FROM pg_internal.pg_description',
  pg_known_setting:
    'SELECT name AS known_name, setting AS known_value FROM pg_internal.pg_settings',
};
