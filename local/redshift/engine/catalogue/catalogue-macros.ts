import { KEY_MACROS } from './key-views.ts';

const SESSION = "getvariable('redshift')";

/** Object ids, which the catalogue's views are made of. */
export const OID_MACROS: readonly string[] = [
  // One number for a name, the same after a restart.
  'pg_user_oid(user_name) AS CAST(hash(lower(user_name)) % 2000000000 + 100 AS BIGINT)',
  'pg_relation_oid(schema_name, relation_name) AS CAST(hash(schema_name || chr(0) || relation_name) % 2000000000 + 20000 AS BIGINT)',
  "pg_schema_oid(schema_name) AS CASE schema_name WHEN 'pg_catalog' THEN CAST(11 AS BIGINT) WHEN 'public' THEN CAST(2200 AS BIGINT) ELSE CAST(hash(schema_name) % 2000000000 + 20000 AS BIGINT) END",
];

/**
 * PostgreSQL's functions over the catalogue, as macros in the internal schema. They read views whose
 * columns have names of their own, since an argument's names would be taken for a subquery's.
 */
export const CATALOGUE_MACROS: readonly string[] = [
  `pg_version() AS 'PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.61395'`,
  `pg_session_pid() AS CAST(struct_extract(${SESSION}, 'pid') AS INTEGER)`,
  'pg_current_schema() AS current_schema()',
  "current_schemas(with_implicit) AS CASE WHEN with_implicit THEN ['pg_catalog', current_schema()] ELSE [current_schema()] END",
  'pg_matches(subject, pattern) AS regexp_matches(subject, pattern)',
  "pg_matches_ignoring_case(subject, pattern) AS regexp_matches(subject, pattern, 'i')",
  "pg_differs_ignoring_case(subject, pattern) AS NOT regexp_matches(subject, pattern, 'i')",
  "quote_ident(name) AS CASE WHEN regexp_full_match(name, '[a-z_][a-z0-9_$]*') THEN name ELSE '\"' || replace(name, '\"', '\"\"') || '\"' END",
  "quote_literal(value) AS '''' || replace(CAST(value AS VARCHAR), '''', '''''') || ''''",
  'array_upper(items, dimension) AS nullif(len(items), 0)',
  'array_lower(items, dimension) AS CASE WHEN len(items) > 0 THEN 1 END',
  'array_length(items, dimension) AS nullif(len(items), 0)',
  // Types
  `format_type(type_oid, type_modifier) AS (SELECT CASE
      WHEN known_oid IN (1042, 1043) AND type_modifier > 4 THEN known_sql_name || '(' || (type_modifier - 4) || ')'
      WHEN known_oid = 1700 AND type_modifier > 4 THEN 'numeric(' || ((type_modifier - 4) >> 16) || ',' || ((type_modifier - 4) & 65535) || ')'
      ELSE known_sql_name END FROM pg_internal.pg_known_type WHERE known_oid = type_oid)`,
  'pg_regtype(asked_type) AS (SELECT max(known_oid) FROM pg_internal.pg_known_type WHERE known_name = lower(asked_type))',
  'pg_regtype_name(type_oid) AS pg_internal.format_type(type_oid, NULL)',
  // A relation by its name or by its oid.
  `pg_regclass(asked_relation) AS (SELECT max(known_oid) FROM pg_internal.pg_known_relation
      WHERE replace(CAST(asked_relation AS VARCHAR), '"', '') IN (known_schema || '.' || known_name, CASE WHEN known_schema = current_schema() THEN known_name END, CAST(known_oid AS VARCHAR)))`,
  `pg_regclass_name(relation_oid) AS (SELECT max(CASE WHEN known_schema = current_schema() THEN known_name ELSE known_schema || '.' || known_name END)
      FROM pg_internal.pg_known_relation WHERE known_oid = relation_oid)`,
  'pg_regnamespace(asked_schema) AS (SELECT max(known_oid) FROM pg_internal.pg_known_schema WHERE known_name = asked_schema)',
  'pg_regrole(asked_role) AS (SELECT max(known_oid) FROM pg_internal.pg_known_role WHERE known_name = asked_role)',
  'pg_table_is_visible(relation_oid) AS (SELECT count(*) > 0 FROM pg_internal.pg_known_relation WHERE known_oid = relation_oid AND known_schema = current_schema())',
  'pg_type_is_visible(type_oid) AS true',
  'pg_function_is_visible(function_oid) AS true',
  'pg_operator_is_visible(operator_oid) AS true',
  'pg_get_userbyid(user_oid) AS (SELECT max(known_name) FROM pg_internal.pg_known_role WHERE known_oid = user_oid)',
  'pg_get_viewdef(asked_relation, pretty := false) AS (SELECT max(known_definition) FROM pg_internal.pg_known_relation WHERE known_oid = pg_internal.pg_regclass(asked_relation))',
  'pg_get_expr(expression, relation_oid, pretty := false) AS expression',
  'obj_description(object_oid, catalogue) AS (SELECT max(known_description) FROM pg_internal.pg_known_description WHERE known_oid = object_oid AND known_part = 0)',
  'col_description(relation_oid, attribute) AS (SELECT max(known_description) FROM pg_internal.pg_known_description WHERE known_oid = relation_oid AND known_part = attribute)',
  'shobj_description(object_oid, catalogue) AS CAST(NULL AS VARCHAR)',
  // Sizes: the engine keeps none for a relation.
  'pg_table_size(relation) AS CAST(0 AS BIGINT)',
  'pg_relation_size(relation) AS CAST(0 AS BIGINT)',
  'pg_total_relation_size(relation) AS CAST(0 AS BIGINT)',
  "pg_size_pretty(bytes) AS CAST(bytes AS VARCHAR) || ' bytes'",
  'pg_stat_get_numscans(relation) AS CAST(0 AS BIGINT)',
  "pg_tablespace_location(tablespace) AS ''",
  'pg_is_in_recovery() AS false',
  "pg_encoding_to_char(encoding) AS CASE encoding WHEN 6 THEN 'UNICODE' END",
  'current_setting(asked) AS (SELECT max(known_value) FROM pg_internal.pg_known_setting WHERE known_name = lower(asked))',
  ...KEY_MACROS,
  // What there is none of has no text either.
  ...[
    'pg_get_partkeydef(object_oid)',
    'pg_get_ruledef(object_oid, pretty := false)',
    'pg_get_triggerdef(object_oid, pretty := false)',
    'pg_get_function_result(object_oid)',
    'pg_get_function_arguments(object_oid)',
    'pg_get_function_identity_arguments(object_oid)',
    'pg_get_functiondef(object_oid)',
    'pg_get_serial_sequence(relation_name, column_name)',
  ].map((signature) => `${signature} AS CAST(NULL AS VARCHAR)`),
  // Rights, of the session's user where none is named
  `pg_session_user() AS lower(struct_extract(${SESSION}, 'user'))`,
  "pg_is_superuser(who) AS (SELECT count(*) > 0 FROM pg_internal.pg_held WHERE held_by = lower(CAST(who AS VARCHAR)) AND held_kind = 'superuser')",
  "pg_privileges(asked) AS string_split(replace(upper(asked), ' ', ''), ',')",
  `pg_may_use_table(who, asked_relation, asked) AS (SELECT count(*) > 0 FROM pg_internal.pg_known_relation
      WHERE known_oid = pg_internal.pg_regclass(asked_relation) AND (pg_internal.pg_is_superuser(who)
        OR (known_schema, known_name) IN (SELECT (held_schema, held_name) FROM pg_internal.pg_held
          WHERE held_by = lower(CAST(who AS VARCHAR)) AND (held_kind = 'owner' OR (held_kind = 'table' AND list_contains(pg_internal.pg_privileges(asked), held_privilege))))
        OR known_schema IN (SELECT held_schema FROM pg_internal.pg_held
          WHERE held_by = lower(CAST(who AS VARCHAR)) AND held_kind = 'scope' AND list_contains(pg_internal.pg_privileges(asked), held_privilege))))`,
  // A schema by its name or by its oid.
  `pg_may_use_schema(who, asked_schema, asked) AS (SELECT count(*) > 0 FROM pg_internal.pg_known_schema
      WHERE CAST(asked_schema AS VARCHAR) IN (known_name, CAST(known_oid AS VARCHAR)) AND (pg_internal.pg_is_superuser(who) OR known_name IN ('public', 'pg_catalog', 'information_schema')
        OR known_name IN (SELECT held_schema FROM pg_internal.pg_held
          WHERE held_by = lower(CAST(who AS VARCHAR)) AND (held_kind = 'schema-owner' OR (held_kind = 'schema' AND list_contains(pg_internal.pg_privileges(asked), held_privilege))))))`,
  `pg_may_use_database(who, database_name, asked) AS pg_internal.pg_is_superuser(who) OR upper(asked) <> 'CREATE'`,
  ...['has_table_privilege', 'has_any_column_privilege'].map((name) =>
    forUser(name, 'pg_may_use_table', ['asked_relation', 'asked']),
  ),
  forUser('has_schema_privilege', 'pg_may_use_schema', ['asked_schema', 'asked']),
  forUser('has_database_privilege', 'pg_may_use_database', ['database_name', 'asked']),
  // A right on a table is one on each of its columns.
  `has_column_privilege(asked_relation, asked_column, asked) AS pg_internal.pg_may_use_table(pg_internal.pg_session_user(), asked_relation, asked),
    (user_name, asked_relation, asked_column, asked) AS pg_internal.pg_may_use_table(user_name, asked_relation, asked)`,
];

/** A function that may be asked with a user's name in front, or without. */
function forUser(name: string, macro: string, parameters: readonly string[]): string {
  const list = parameters.join(', ');
  return `${name}(${list}) AS pg_internal.${macro}(pg_internal.pg_session_user(), ${list}), (user_name, ${list}) AS pg_internal.${macro}(user_name, ${list})`;
}
