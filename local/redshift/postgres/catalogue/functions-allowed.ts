/** Functions and operators of the engine that catalogue queries call, which mean the same there as in PostgreSQL. */
export const ENGINE_FUNCTIONS: ReadonlySet<string> = new Set(
  `+ - * / % || ~~ ~~* !~~ !~~* lower upper substring substr replace trim ltrim rtrim btrim length concat left right split_part strpos position
  coalesce nullif greatest least abs round count count_star min max sum avg bool_and bool_or string_agg array_agg list list_value array_to_string
  row_number rank dense_rank unnest generate_series current_database md5 regexp_replace to_char chr ascii repeat reverse translate struct_extract generate_subscripts`.split(
    /\s+/,
  ),
);

/** Functions of PostgreSQL that are macros here, each under its own name: engine/catalogue/catalogue-macros.ts. */
export const CATALOGUE_FUNCTIONS: ReadonlySet<string> = new Set(
  `format_type pg_get_userbyid pg_table_is_visible pg_type_is_visible pg_function_is_visible pg_operator_is_visible pg_get_viewdef pg_get_expr pg_get_constraintdef
  pg_get_indexdef pg_get_partkeydef pg_get_ruledef pg_get_triggerdef pg_get_function_result pg_get_function_arguments
  pg_get_function_identity_arguments pg_get_functiondef pg_get_serial_sequence obj_description col_description shobj_description
  has_table_privilege has_schema_privilege has_database_privilege has_any_column_privilege has_column_privilege pg_encoding_to_char
  pg_table_size pg_relation_size pg_total_relation_size pg_size_pretty pg_stat_get_numscans pg_tablespace_location pg_is_in_recovery
  current_schemas current_setting array_upper array_lower array_length quote_ident quote_literal _pg_expandarray`.split(
    /\s+/,
  ),
);

/** Functions whose name the engine has for something else: the macro that takes their place. */
export const RENAMED_FUNCTIONS: Readonly<Record<string, string>> = {
  // `~` and `!~`: the engine's match the whole text, PostgreSQL's any part of it.
  regexp_full_match: 'pg_matches',
  '~*': 'pg_matches_ignoring_case',
  '!~*': 'pg_differs_ignoring_case',
  version: 'pg_version',
  current_schema: 'pg_current_schema',
  current_user: 'current_user',
  pg_backend_pid: 'pg_session_pid',
};

/** What stands without parentheses and is a function all the same. */
export const BARE_FUNCTIONS: Readonly<Record<string, string>> = {
  current_user: 'current_user',
  session_user: 'current_user',
  user: 'current_user',
  current_role: 'current_user',
  current_schema: 'pg_current_schema',
};
