/** The warehouse's own state, in the same database file, so that it commits with what it describes. */
export const INTERNAL_TABLES: readonly string[] = [
  'CREATE TABLE IF NOT EXISTS pg_internal.submission (token VARCHAR NOT NULL, digest VARCHAR NOT NULL, id VARCHAR NOT NULL, record VARCHAR NOT NULL, submitted_at TIMESTAMP NOT NULL)',
  'CREATE TABLE IF NOT EXISTS pg_internal.relation (schema_name VARCHAR NOT NULL, name VARCHAR NOT NULL, kind VARCHAR NOT NULL, owner VARCHAR NOT NULL, definition VARCHAR, is_late_binding BOOLEAN NOT NULL)',
  // True for a table with a CHAR column.
  'ALTER TABLE pg_internal.relation ADD COLUMN IF NOT EXISTS has_fixed_length BOOLEAN DEFAULT false',
  // True for a table with a SUPER column.
  'ALTER TABLE pg_internal.relation ADD COLUMN IF NOT EXISTS has_super BOOLEAN DEFAULT false',
  'CREATE TABLE IF NOT EXISTS pg_internal.dependency (schema_name VARCHAR NOT NULL, name VARCHAR NOT NULL, on_schema VARCHAR NOT NULL, on_name VARCHAR NOT NULL)',
  // False for a late-binding view: it reads the relation, and does not keep it from being dropped.
  'ALTER TABLE pg_internal.dependency ADD COLUMN IF NOT EXISTS is_bound BOOLEAN DEFAULT true',
  'CREATE TABLE IF NOT EXISTS pg_internal.schema_owner (schema_name VARCHAR NOT NULL, owner VARCHAR NOT NULL)',
  'CREATE TABLE IF NOT EXISTS pg_internal.identity_column (schema_name VARCHAR NOT NULL, table_name VARCHAR NOT NULL, column_name VARCHAR NOT NULL, is_by_default BOOLEAN NOT NULL)',
  // kind: primary, unique or foreign; name is the table's.
  'CREATE TABLE IF NOT EXISTS pg_internal.key_constraint (schema_name VARCHAR NOT NULL, name VARCHAR NOT NULL, constraint_name VARCHAR NOT NULL, kind VARCHAR NOT NULL, columns VARCHAR[] NOT NULL, target_schema VARCHAR, target_name VARCHAR, target_columns VARCHAR[])',
  // kind: user, role or group. Users are compared in lower case.
  'CREATE TABLE IF NOT EXISTS pg_internal.principal (kind VARCHAR NOT NULL, name VARCHAR NOT NULL, is_superuser BOOLEAN NOT NULL)',
  'CREATE TABLE IF NOT EXISTS pg_internal.membership (member_kind VARCHAR NOT NULL, member VARCHAR NOT NULL, role VARCHAR NOT NULL)',
  // object_kind: schema, table, or scope (every table of a schema, future ones too).
  'CREATE TABLE IF NOT EXISTS pg_internal.privilege (object_kind VARCHAR NOT NULL, schema_name VARCHAR NOT NULL, name VARCHAR NOT NULL, column_name VARCHAR NOT NULL, privilege VARCHAR NOT NULL, grantee_kind VARCHAR NOT NULL, grantee VARCHAR NOT NULL)',
  'CREATE TABLE IF NOT EXISTS pg_internal.default_privilege (owner VARCHAR NOT NULL, schema_name VARCHAR NOT NULL, privilege VARCHAR NOT NULL, grantee_kind VARCHAR NOT NULL, grantee VARCHAR NOT NULL)',
  'CREATE TABLE IF NOT EXISTS pg_internal.masking_policy (name VARCHAR NOT NULL, columns VARCHAR NOT NULL, expressions VARCHAR NOT NULL)',
  'CREATE TABLE IF NOT EXISTS pg_internal.masking_attachment (policy VARCHAR NOT NULL, schema_name VARCHAR NOT NULL, name VARCHAR NOT NULL, outputs VARCHAR NOT NULL, inputs VARCHAR NOT NULL, grantee_kind VARCHAR NOT NULL, grantee VARCHAR NOT NULL, priority INTEGER NOT NULL)',
  // What a COPY refused: read as STL_LOAD_ERRORS and SYS_LOAD_ERROR_DETAIL.
  'CREATE TABLE IF NOT EXISTS pg_internal.load_error (starttime TIMESTAMP NOT NULL, "session" INTEGER NOT NULL, table_name VARCHAR NOT NULL, filename VARCHAR NOT NULL, line_number BIGINT, colname VARCHAR, "type" VARCHAR, col_length VARCHAR, raw_field_value VARCHAR, err_code INTEGER NOT NULL, err_reason VARCHAR NOT NULL)',
  'ALTER TABLE pg_internal.load_error ADD COLUMN IF NOT EXISTS user_name VARCHAR',
  'ALTER TABLE pg_internal.load_error ADD COLUMN IF NOT EXISTS raw_line VARCHAR',
];
