import type { Json } from '../parse/ast.ts';
import { snippet } from '../parse/snippet.ts';
import { SqlError } from '../sql-error.ts';

type Rewrite = (args: Json[]) => Json;

/** A function of one SUPER value, or of a given number of arguments. */
function of(text: string, ...counts: number[]): Rewrite {
  const allowed = counts.length > 0 ? counts : [1];
  return (args) => {
    if (!allowed.includes(args.length))
      throw new SqlError(
        `a function takes ${allowed.join(' or ')} arguments, got ${args.length}`,
        '42883',
      );
    return snippet(text, ...args);
  };
}

/** A question about the dynamic type: false for null. */
function is(condition: string): Rewrite {
  return of(`coalesce(${condition}, false)`);
}

/** Whole numbers within a range. https://docs.aws.amazon.com/redshift/latest/dg/r_is_integer.html */
function isWhole(low: string, high: string): Rewrite {
  return is(
    `json_type(__0) IN ('BIGINT', 'UBIGINT') AND TRY_CAST(__0 AS HUGEINT) BETWEEN ${low} AND ${high}`,
  );
}

/** As many places as there are arguments. */
function places(args: readonly Json[]): string {
  return args.map((_, index) => `__${index}`).join(', ');
}

/** Functions over SUPER values: https://docs.aws.amazon.com/redshift/latest/dg/c_Type_Info_Functions.html and the array functions. */
export const superFunctions: Record<string, Rewrite> = {
  json_parse: of('json(__0)'),
  json_serialize: of('CAST(__0 AS VARCHAR)'),
  can_json_parse: of('json_valid(__0)'),
  json_size: of('CAST(strlen(CAST(__0 AS VARCHAR)) AS INTEGER)'),
  json_typeof: of(
    "CASE json_type(__0) WHEN 'VARCHAR' THEN 'string' WHEN 'BIGINT' THEN 'number' WHEN 'UBIGINT' THEN 'number' WHEN 'HUGEINT' THEN 'number' WHEN 'DOUBLE' THEN 'number' ELSE lower(json_type(__0)) END",
  ),
  is_array: is("json_type(__0) = 'ARRAY'"),
  is_object: is("json_type(__0) = 'OBJECT'"),
  is_scalar: is("json_type(__0) NOT IN ('ARRAY', 'OBJECT', 'NULL')"),
  is_varchar: is("json_type(__0) = 'VARCHAR'"),
  is_char: is(
    "json_type(__0) = 'VARCHAR' AND strlen(json_extract_string(__0, '$')) = length(json_extract_string(__0, '$'))",
  ),
  is_boolean: is("json_type(__0) = 'BOOLEAN'"),
  is_smallint: isWhole('-32768', '32767'),
  is_integer: isWhole('-2147483648', '2147483647'),
  is_bigint: isWhole('-9223372036854775808', '9223372036854775807'),
  is_decimal: is("json_type(__0) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE')"),
  get_array_length: of(
    "CASE WHEN json_type(__0) = 'ARRAY' THEN CAST(json_array_length(__0) AS BIGINT) END",
  ),
  array: (args) => snippet(`json_array(${places(args)})`, ...args),
  object: (args) => {
    if (args.length % 2 !== 0)
      throw new SqlError('OBJECT takes pairs of a key and a value', '42883');
    const pairs = args.map((_, at) =>
      at % 2 === 0 ? `__${at}` : `pg_internal.super_value(__${at})`,
    );
    return snippet(`json_object(${pairs.join(', ')})`, ...args);
  },
  array_concat: of('to_json(list_concat(CAST(__0 AS JSON[]), CAST(__1 AS JSON[])))', 2),
  array_flatten: of('pg_internal.super_flatten(__0)'),
  subarray: of('pg_internal.super_slice(__0, __1, __2)', 3),
  split_to_array: (args) =>
    args.length === 1
      ? snippet("to_json(string_split(__0, ','))", ...args)
      : of('to_json(string_split(__0, __1))', 2)(args),
};
