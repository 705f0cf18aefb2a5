/** The warehouse's own state, in the same database file, so that it commits with what it describes. */
export const INTERNAL_TABLES: readonly string[] = [
  'CREATE TABLE IF NOT EXISTS pg_internal.submission (token VARCHAR NOT NULL, digest VARCHAR NOT NULL, id VARCHAR NOT NULL, record VARCHAR NOT NULL, submitted_at TIMESTAMP NOT NULL)',
  'CREATE TABLE IF NOT EXISTS pg_internal.relation (schema_name VARCHAR NOT NULL, name VARCHAR NOT NULL, kind VARCHAR NOT NULL, owner VARCHAR NOT NULL, definition VARCHAR, is_late_binding BOOLEAN NOT NULL)',
  'CREATE TABLE IF NOT EXISTS pg_internal.dependency (schema_name VARCHAR NOT NULL, name VARCHAR NOT NULL, on_schema VARCHAR NOT NULL, on_name VARCHAR NOT NULL)',
  'CREATE TABLE IF NOT EXISTS pg_internal.schema_owner (schema_name VARCHAR NOT NULL, owner VARCHAR NOT NULL)',
  'CREATE TABLE IF NOT EXISTS pg_internal.identity_column (schema_name VARCHAR NOT NULL, table_name VARCHAR NOT NULL, column_name VARCHAR NOT NULL, is_by_default BOOLEAN NOT NULL)',
];
