import { CATALOGUE_VIEWS } from './catalogue/catalogue-views.ts';
import { KEY_COLUMN_VIEWS } from './catalogue/key-views.ts';
import { LOAD_ERROR_VIEWS } from './catalogue/load-error-views.ts';
import { MONITORING_VIEWS } from './catalogue/monitoring-views.ts';

/** Redshift's name of an engine type, for the catalogue views. */
const DATA_TYPE = `CASE
  WHEN c.data_type = 'VARCHAR' AND l.is_fixed THEN 'character' WHEN c.data_type = 'VARCHAR' THEN 'character varying' WHEN c.data_type = 'TIMESTAMP' THEN 'timestamp without time zone'
  WHEN c.data_type = 'TIMESTAMP WITH TIME ZONE' THEN 'timestamp with time zone' WHEN c.data_type = 'DOUBLE' THEN 'double precision'
  WHEN c.data_type = 'FLOAT' THEN 'real' WHEN c.data_type LIKE 'DECIMAL%' THEN 'numeric' WHEN c.data_type = 'JSON' THEN 'super'
  WHEN c.data_type = 'HUGEINT' THEN 'numeric' WHEN c.data_type = 'BLOB' THEN 'binary varying' WHEN c.data_type = 'TIME' THEN 'time without time zone'
  ELSE lower(c.data_type) END`;

/** A default without the engine's own names; an identity as Redshift writes it. */
const COLUMN_DEFAULT = `CASE WHEN s.sequence_name IS NULL THEN replace(c.column_default, 'pg_internal.', '')
  ELSE '"identity"(' || pg_internal.pg_relation_oid(r.schema_name, r.name) || ', ' || (c.column_index - 1) || ', ''' || s.start_value || ',' || s.increment_by || '''::text)' END`;

const SHORT_TYPE = `CASE data_type WHEN 'character' THEN 'character(' || character_maximum_length || ')' WHEN 'character varying' THEN 'character varying(' || coalesce(character_maximum_length, 65535) || ')'
  WHEN 'numeric' THEN 'numeric(' || numeric_precision || ',' || numeric_scale || ')' ELSE data_type END`;

/**
 * The catalogue views that tools and people ask, by the name that statements use; those of
 * information_schema carry the schema in front. Columns as in Redshift's documentation.
 */
export const SYSTEM_VIEWS: Readonly<Record<string, string>> = {
  svv_columns: `SELECT current_database() AS table_catalog, r.schema_name AS table_schema, r.name AS table_name, c.column_name,
    CAST(c.column_index AS INTEGER) AS ordinal_position, ${COLUMN_DEFAULT} AS column_default, CASE WHEN c.is_nullable THEN 'YES' ELSE 'NO' END AS is_nullable,
    ${DATA_TYPE} AS data_type, CASE WHEN c.data_type = 'VARCHAR' THEN l.max_bytes END AS character_maximum_length,
    CASE WHEN c.data_type = 'HUGEINT' THEN 38 ELSE c.numeric_precision END AS numeric_precision, CASE WHEN c.data_type = 'HUGEINT' THEN 0 ELSE c.numeric_scale END AS numeric_scale, c.comment AS remarks
    FROM pg_internal.relation r
    JOIN duckdb_columns() c ON c.database_name = current_database() AND c.schema_name = r.schema_name AND c.table_name = r.name
    LEFT JOIN (SELECT schema_name, table_name, constraint_column_names[1] AS column_name, CAST(regexp_extract(expression, '<= (\\d+)', 1) AS INTEGER) AS max_bytes, contains(expression, '>= 0') AS is_fixed
      FROM duckdb_constraints() WHERE constraint_type = 'CHECK' AND database_name = current_database()) l
      ON l.schema_name = r.schema_name AND l.table_name = r.name AND l.column_name = c.column_name
    LEFT JOIN duckdb_sequences() s ON s.database_name = current_database() AND c.column_default LIKE 'nextval(%' AND contains(c.column_default, s.sequence_name)`,
  svv_tables: `SELECT current_database() AS table_catalog, r.schema_name AS table_schema, r.name AS table_name,
    CASE WHEN r.kind IN ('view', 'late view') THEN 'VIEW' ELSE 'BASE TABLE' END AS table_type, coalesce(t.comment, v.comment) AS remarks
    FROM pg_internal.relation r
    LEFT JOIN duckdb_tables() t ON t.database_name = current_database() AND t.schema_name = r.schema_name AND t.table_name = r.name
    LEFT JOIN (SELECT schema_name, view_name, comment FROM duckdb_views() WHERE database_name = current_database()) v ON v.schema_name = r.schema_name AND v.view_name = r.name`,
  svv_all_tables: `SELECT table_catalog AS database_name, table_schema AS schema_name, table_name, CASE table_type WHEN 'VIEW' THEN 'VIEW' ELSE 'TABLE' END AS table_type, CAST(NULL AS VARCHAR) AS table_acl, remarks FROM pg_internal.svv_tables`,
  svv_redshift_tables: `SELECT database_name, schema_name, table_name, table_type, table_acl, remarks FROM pg_internal.svv_all_tables`,
  svv_all_columns: `SELECT table_catalog AS database_name, table_schema AS schema_name, table_name, column_name, ordinal_position, column_default, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale, remarks FROM pg_internal.svv_columns`,
  svv_redshift_columns: 'SELECT * FROM pg_internal.svv_all_columns',
  svv_all_schemas: `SELECT current_database() AS database_name, nspname AS schema_name, CAST(NULL AS INTEGER) AS schema_owner, 'local' AS schema_type FROM pg_internal.pg_namespace WHERE nspname NOT IN ('pg_catalog', 'information_schema')`,
  svv_redshift_schemas:
    'SELECT database_name, schema_name, schema_owner, schema_type FROM pg_internal.svv_all_schemas',
  svv_redshift_databases:
    "SELECT current_database() AS database_name, 100 AS database_owner, 'local' AS database_type",
  svv_roles:
    "SELECT CAST(row_number() OVER (ORDER BY name) AS INTEGER) AS role_id, name AS role_name, 'admin' AS role_owner FROM pg_internal.principal WHERE kind = 'role'",
  svv_user_info:
    "SELECT name AS user_name, CAST(pg_internal.pg_user_oid(name) AS INTEGER) AS user_id, true AS createdb, is_superuser AS superuser FROM (SELECT name, is_superuser FROM pg_internal.principal WHERE kind = 'user' UNION SELECT 'admin', true)",
  svv_user_grants:
    "SELECT member AS user_name, role AS role_name, false AS admin_option FROM pg_internal.membership WHERE member_kind = 'user'",
  svv_role_grants:
    "SELECT member AS role_name, role AS granted_role_name FROM pg_internal.membership WHERE member_kind = 'role'",
  svv_relation_privileges:
    "SELECT schema_name AS namespace_name, name AS relation_name, privilege AS privilege_type, grantee AS identity_name, grantee_kind AS identity_type FROM pg_internal.privilege WHERE object_kind = 'table' AND column_name = ''",
  svv_column_privileges:
    "SELECT schema_name AS namespace_name, name AS relation_name, column_name, privilege AS privilege_type, grantee AS identity_name, grantee_kind AS identity_type FROM pg_internal.privilege WHERE object_kind = 'table' AND column_name <> ''",
  svv_schema_privileges:
    "SELECT schema_name AS namespace_name, privilege AS privilege_type, grantee AS identity_name, grantee_kind AS identity_type FROM pg_internal.privilege WHERE object_kind = 'schema'",
  svv_default_privileges:
    "SELECT schema_name, owner AS owner_name, 'RELATION' AS object_type, privilege AS privilege_type, grantee AS grantee_name, grantee_kind AS grantee_type FROM pg_internal.default_privilege",
  svv_masking_policy:
    'SELECT current_database() AS policy_database, name AS policy_name, columns AS input_columns, expressions AS policy_expression FROM pg_internal.masking_policy',
  svv_attached_masking_policy:
    'SELECT policy AS policy_name, schema_name, name AS table_name, grantee, grantee_kind AS grantee_type, priority, inputs AS input_columns, outputs AS output_columns FROM pg_internal.masking_attachment',
  pg_tables:
    "SELECT schema_name AS schemaname, name AS tablename, owner AS tableowner, CAST(NULL AS VARCHAR) AS tablespace, false AS hasindexes, false AS hasrules, false AS hastriggers FROM pg_internal.relation WHERE kind NOT IN ('view', 'late view')",
  pg_views:
    "SELECT schema_name AS schemaname, name AS viewname, owner AS viewowner, definition FROM pg_internal.relation WHERE kind IN ('view', 'late view')",
  pg_table_def: `SELECT table_schema AS schemaname, table_name AS tablename, column_name AS "column", ${SHORT_TYPE} AS type, 'none' AS encoding, false AS distkey, 0 AS sortkey, is_nullable = 'NO' AS "notnull" FROM pg_internal.svv_columns`,
  information_schema_tables:
    'SELECT table_catalog, table_schema, table_name, table_type FROM pg_internal.svv_tables',
  information_schema_columns:
    'SELECT table_catalog, table_schema, table_name, column_name, ordinal_position, column_default, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale FROM pg_internal.svv_columns',
  information_schema_schemata:
    'SELECT current_database() AS catalog_name, nspname AS schema_name FROM pg_internal.pg_namespace',
  ...CATALOGUE_VIEWS,
  ...MONITORING_VIEWS,
  ...LOAD_ERROR_VIEWS,
  ...KEY_COLUMN_VIEWS,
  information_schema_views:
    "SELECT current_database() AS table_catalog, schema_name AS table_schema, name AS table_name, definition AS view_definition FROM pg_internal.relation WHERE kind IN ('view', 'late view')",
};

/** Order in which the views are made: one that reads another comes after it. */
export const SYSTEM_VIEW_ORDER: readonly string[] = [
  'pg_namespace',
  'svv_columns',
  'svv_tables',
  'svv_all_tables',
  'svv_all_columns',
  'svv_all_schemas',
  'svv_user_info',
  ...Object.keys(SYSTEM_VIEWS).filter(
    (name) =>
      ![
        'pg_namespace',
        'svv_columns',
        'svv_tables',
        'svv_all_tables',
        'svv_all_columns',
        'svv_all_schemas',
        'svv_user_info',
      ].includes(name),
  ),
];
