/** Functions over SUPER values, which the engine keeps as JSON. */
export const SUPER_MACROS: readonly string[] = [
  // Navigation is lax: what is not there is null. https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
  "super_at(x, path) AS CASE WHEN typeof(x) IN ('JSON', '\"NULL\"') THEN json_extract(x, path) ELSE error('navigation is of SUPER values only') END",
  "super_element(x, i) AS CASE WHEN typeof(x) NOT IN ('JSON', '\"NULL\"') THEN error('navigation is of SUPER values only') WHEN i >= 0 THEN json_extract(x, CAST(i AS BIGINT)) END",
  "super_elements(x) AS CASE WHEN json_type(x) = 'ARRAY' THEN CAST(x AS JSON[]) ELSE CAST([] AS JSON[]) END",
  "super_names(x) AS CASE WHEN json_type(x) = 'OBJECT' THEN json_keys(x) ELSE CAST([] AS VARCHAR[]) END",
  "super_values(x) AS list_transform(pg_internal.super_names(x), lambda k: json_extract(x, '/' || replace(replace(k, '~', '~0'), '/', '~1')))",
  // https://docs.aws.amazon.com/redshift/latest/dg/r_object_function.html
  "super_value(x) AS CASE WHEN typeof(x) IN ('DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE') THEN error('OBJECT could not convert type ' || lower(typeof(x)) || ' to super') ELSE to_json(x) END",
  "super_text(x) AS CASE WHEN json_type(x) = 'VARCHAR' THEN json_extract_string(x, '$') END",
  "super_number(x) AS CASE WHEN json_type(x) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE') THEN TRY_CAST(x AS DOUBLE) END",
  "super_scalar(x) AS CASE WHEN json_type(x) NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN json_extract_string(x, '$') END",
  "super_flatten(x) AS to_json(flatten(list_transform(CAST(x AS JSON[]), lambda e: CASE WHEN json_type(e) = 'ARRAY' THEN CAST(e AS JSON[]) ELSE [e] END)))",
  // A negative start counts from the end.
  'super_slice(x, s, n) AS to_json(list_slice(CAST(x AS JSON[]), CASE WHEN s < 0 THEN json_array_length(x) + s + 1 ELSE s + 1 END, CASE WHEN s < 0 THEN json_array_length(x) + s + n ELSE s + n END))',
  // What is not there, and JSON's null, is null.
  `super_rank(x) AS CASE WHEN coalesce(json_type(x), 'NULL') <> 'NULL' THEN {r: CASE json_type(x) WHEN 'BOOLEAN' THEN 1 WHEN 'VARCHAR' THEN 3 WHEN 'ARRAY' THEN 4 WHEN 'OBJECT' THEN 5 ELSE 2 END,
    n: pg_internal.super_number(x), t: CAST(x AS VARCHAR)} END`,
];
