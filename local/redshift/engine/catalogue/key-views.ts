/** Each key with the numbers of its columns in their order. */
function numbersOf(columns: string, schema: string, name: string): string {
  return `(SELECT k.schema_name, k.name, k.constraint_name, list(CAST(c.ordinal_position AS SMALLINT) ORDER BY list_position(k.${columns}, c.column_name)) AS numbers FROM pg_internal.key_constraint k
      JOIN pg_internal.svv_columns c ON c.table_schema = k.${schema} AND c.table_name = k.${name} AND list_contains(k.${columns}, c.column_name) GROUP BY ALL)`;
}

const OWN_NUMBERS = `JOIN ${numbersOf('columns', 'schema_name', 'name')} own USING (schema_name, name, constraint_name)`;
const TARGET_NUMBERS = `LEFT JOIN ${numbersOf('target_columns', 'target_schema', 'target_name')} target USING (schema_name, name, constraint_name)`;

const TABLE_OID = 'pg_internal.pg_relation_oid(k.schema_name, k.name)';

const KEY_OID = `pg_internal.pg_relation_oid(k.schema_name, 'key ' || k.name || ' ' || k.constraint_name)`;

/** Object id of a primary or unique key's index, which is named like the key. */
export const INDEX_OID = 'pg_internal.pg_relation_oid(k.schema_name, k.constraint_name)';

/** Which keys a table has; a foreign key counts at both its ends, as PostgreSQL's triggers for it do. */
export const KEYS_OF_TABLES = `SELECT schema_name, name, bool_or(kind IN ('primary', 'unique')) AS has_index, bool_or(kind = 'primary') AS has_primary_key, bool_or(kind = 'foreign') AS has_foreign_key
    FROM (SELECT schema_name, name, kind FROM pg_internal.key_constraint UNION ALL SELECT target_schema, target_name, kind FROM pg_internal.key_constraint) GROUP BY ALL`;

/** Keys and the indexes that PostgreSQL's catalogue has for them: https://www.postgresql.org/docs/15/catalog-pg-constraint.html */
export const KEY_VIEWS = {
  pg_constraint: `SELECT ${KEY_OID} AS oid, k.constraint_name AS conname, pg_internal.pg_schema_oid(k.schema_name) AS connamespace,
    left(k.kind, 1) AS contype, false AS condeferrable, false AS condeferred, true AS convalidated, ${TABLE_OID} AS conrelid, CAST(0 AS BIGINT) AS contypid,
    CASE WHEN k.kind = 'foreign' THEN CAST(0 AS BIGINT) ELSE ${INDEX_OID} END AS conindid, CAST(0 AS BIGINT) AS conparentid,
    coalesce(pg_internal.pg_relation_oid(k.target_schema, k.target_name), CAST(0 AS BIGINT)) AS confrelid,
    CASE WHEN k.kind = 'foreign' THEN 'a' ELSE ' ' END AS confupdtype, CASE WHEN k.kind = 'foreign' THEN 'a' ELSE ' ' END AS confdeltype, CASE WHEN k.kind = 'foreign' THEN 'u' ELSE ' ' END AS confmatchtype,
    true AS conislocal, 0 AS coninhcount, true AS connoinherit, own.numbers AS conkey, target.numbers AS confkey,
    CAST(NULL AS VARCHAR) AS conbin, CAST(NULL AS VARCHAR) AS consrc FROM pg_internal.key_constraint k ${OWN_NUMBERS} ${TARGET_NUMBERS}`,
  pg_index: `SELECT ${INDEX_OID} AS indexrelid, ${TABLE_OID} AS indrelid, CAST(len(k.columns) AS SMALLINT) AS indnatts, true AS indisunique, k.kind = 'primary' AS indisprimary, false AS indisexclusion,
    true AS indimmediate, false AS indisclustered, true AS indisvalid, false AS indisreplident, own.numbers AS indkey, CAST([] AS BIGINT[]) AS indcollation,
    CAST([] AS BIGINT[]) AS indclass, list_transform(k.columns, lambda x: CAST(0 AS SMALLINT)) AS indoption, CAST(NULL AS VARCHAR) AS indexprs, CAST(NULL AS VARCHAR) AS indpred
    FROM pg_internal.key_constraint k ${OWN_NUMBERS} WHERE k.kind <> 'foreign'`,
  // A foreign key hangs on the index of what it points to.
  pg_depend: `SELECT CAST(2606 AS BIGINT) AS classid, ${KEY_OID} AS objid, 0 AS objsubid, CAST(1259 AS BIGINT) AS refclassid, pg_internal.pg_relation_oid(t.schema_name, t.constraint_name) AS refobjid, 0 AS refobjsubid, 'n' AS deptype
    FROM pg_internal.key_constraint k JOIN pg_internal.key_constraint t ON t.schema_name = k.target_schema AND t.name = k.target_name AND t.columns = k.target_columns AND t.kind <> 'foreign'`,
} as const;

/** Keys by the names of the SQL standard: https://www.postgresql.org/docs/8.0/information-schema.html */
export const KEY_COLUMN_VIEWS = {
  information_schema_table_constraints: `SELECT current_database() AS constraint_catalog, k.schema_name AS constraint_schema, k.constraint_name, current_database() AS table_catalog, k.schema_name AS table_schema, k.name AS table_name,
    CASE k.kind WHEN 'foreign' THEN 'FOREIGN KEY' WHEN 'primary' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END AS constraint_type, 'NO' AS is_deferrable, 'NO' AS initially_deferred FROM pg_internal.key_constraint k`,
  information_schema_key_column_usage: `SELECT current_database() AS constraint_catalog, schema_name AS constraint_schema, constraint_name, current_database() AS table_catalog, schema_name AS table_schema, name AS table_name,
    unnest(columns) AS column_name, CAST(unnest(range(1, len(columns) + 1)) AS INTEGER) AS ordinal_position FROM pg_internal.key_constraint`,
} as const;

/** What PostgreSQL's functions say of keys. */
export const KNOWN_KEYS = `SELECT ${INDEX_OID} AS known_index_oid, ${KEY_OID} AS known_oid, k.kind AS known_kind, k.constraint_name AS known_name,
  k.columns AS known_columns, array_to_string(k.columns, ', ') AS known_column_list, k.schema_name || '.' || k.name AS known_table, k.target_schema || '.' || k.target_name || '(' || array_to_string(k.target_columns, ', ') || ')' AS known_target
  FROM pg_internal.key_constraint k`;

/** Macros over KNOWN_KEYS, the view pg_known_key. */
export const KEY_MACROS: readonly string[] = [
  `pg_get_indexdef(index_oid, attribute := 0, pretty := false) AS (SELECT max(CASE WHEN attribute > 0 THEN known_columns[attribute]
      ELSE 'CREATE UNIQUE INDEX ' || known_name || ' ON ' || known_table || ' USING btree (' || known_column_list || ')' END) FROM pg_internal.pg_known_key WHERE known_index_oid = index_oid AND known_kind <> 'foreign')`,
  `pg_get_constraintdef(key_oid, pretty := false) AS (SELECT max(CASE known_kind WHEN 'primary' THEN 'PRIMARY KEY (' || known_column_list || ')' WHEN 'unique' THEN 'UNIQUE (' || known_column_list || ')'
      ELSE 'FOREIGN KEY (' || known_column_list || ') REFERENCES ' || known_target END) FROM pg_internal.pg_known_key WHERE known_oid = key_oid)`,
  // Values of an array with their places, a row each.
  "_pg_expandarray(items) AS unnest(list_transform(items, lambda item, place: {'x': item, 'n': CAST(place AS INTEGER)}))",
];
