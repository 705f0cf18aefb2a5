import { columnType } from '../column-type.ts';
import { dateFunctions } from '../functions/date-functions.ts';
import { stringFunctions } from '../functions/string-functions.ts';
import { arrayOf, bodyOf, identifierText, isObject, type Json, kindOf } from '../parse/ast.ts';
import { snippet } from '../parse/snippet.ts';
import { isKnownFunction } from '../refuse/function-names.ts';
import { notCovered, SqlError } from '../sql-error.ts';
import { superFunctions } from '../super/super-functions.ts';
import type { NodeRewrite } from './rewrite-rules.ts';

const general: Record<string, (args: Json[]) => Json> = {
  decode: (args) => {
    const subject = args[0];
    if (subject === undefined || args.length < 3)
      throw new SqlError('function decode lacks arguments', '42883');
    const pairs: string[] = [];
    let index = 1;
    // DECODE takes two nulls as equal.
    for (; index + 1 < args.length; index += 2)
      pairs.push(`WHEN __0 IS NOT DISTINCT FROM __${index} THEN __${index + 1}`);
    const otherwise = index < args.length ? `ELSE __${index}` : '';
    return snippet(`CASE ${pairs.join(' ')} ${otherwise} END`, ...args);
  },
  nvl: (args) => ({ coalesce: { expressions: args } }),
  current_user: () => snippet('pg_internal.current_user()'),
  session_user: () => snippet('pg_internal.current_user()'),
  current_database: () => snippet('current_database()'),
  current_schema: () => snippet('current_schema()'),
  version: () =>
    snippet(
      "'PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.61395'",
    ),
  pg_backend_pid: () => snippet("CAST(struct_extract(getvariable('redshift'), 'pid') AS INTEGER)"),
  pg_last_copy_count: () =>
    snippet("CAST(coalesce(getvariable('redshift_copy_count'), 0) AS BIGINT)"),
  dlog10: (args) => snippet('log10(__0)', args[0] ?? null),
  dlog1: (args) => snippet('ln(__0)', args[0] ?? null),
  dexp: (args) => snippet('exp(__0)', args[0] ?? null),
  power: (args) => snippet('power(__0, __1)', args[0] ?? null, args[1] ?? null),
  dpow: (args) => snippet('power(__0, __1)', args[0] ?? null, args[1] ?? null),
  random: () => snippet('random()'),
};

/** Functions that Redshift has and this warehouse does not: refused by name. */
const UNCOVERED = new Set(
  `array_contains array_distinct array_except array_intersection array_position array_positions array_sort array_to_string array_union
  checksum collate crc32 current_setting current_session_arn current_user_id decimal_precision decimal_scale difference farmhash64 farmfingerprint64
  get_number_attributes h3_fromlonglat h3_frompoint h3_polyfill h3_isvalid has_database_privilege hll hll_cardinality hll_combine is_float json_serialize_to_varbyte
  lower_attribute_names murmur3_32_hash object_transform octetindex percent_rank_cont pg_cancel_backend pg_get_session_roles pg_last_copy_id pg_last_query_id
  pg_last_unload_count pg_last_unload_id pg_terminate_backend role_is_member_of set_config setbit sha512 slice_num soundex text_to_int_alt text_to_numeric_alt timeofday
  to_number to_varbyte upper_attribute_names user_is_member_of width_bucket xpath from_hex from_varbyte getbit stddev_distinct`.split(
    /\s+/,
  ),
);

/** CONVERT(type, value). */
function convert(args: Json[], original: Json[]): Json {
  const named = original[0];
  const call = bodyOf(named, 'function');
  const name = call ? String(call['name']) : identifierText(bodyOf(named, 'column')?.['name']);
  if (name === undefined || args[1] === undefined)
    throw new SqlError('function convert lacks arguments', '42883');
  const size = arrayOf(call?.['args'])
    .map((item) => String(bodyOf(item, 'literal')?.['value']))
    .join(',');
  const type = columnType({
    data_type: 'custom',
    name: customName(name) + (size ? `(${size})` : ''),
  });
  const value = snippet(`CAST(__0 AS ${type.engine})`, args[1]);
  return size && type.maxBytes !== undefined
    ? snippet(`pg_internal.first_bytes(__0, ${type.maxBytes})`, value)
    : value;
}

const CONVERT_NAMES: Record<string, string> = {
  int: 'INT4',
  integer: 'INT4',
  bigint: 'INT8',
  smallint: 'INT2',
  float: 'FLOAT8',
  real: 'FLOAT4',
};

function customName(name: string): string {
  return CONVERT_NAMES[name.toLowerCase()] ?? name.toUpperCase();
}

/** Calls by name: rewritten, passed on where the engine means the same, else refused as unknown. */
export const functionRewrite: NodeRewrite = (body, original) => {
  const name = String(body['name']).toLowerCase();
  const args = arrayOf(body['args']);
  if (name === 'convert') return convert(args, arrayOf(original['args']));
  const replace =
    lookup(dateFunctions, name) ??
    lookup(stringFunctions, name) ??
    lookup(superFunctions, name) ??
    lookup(general, name);
  if (replace) return replace(args);
  if (isKnownFunction(name)) return undefined;
  if (UNCOVERED.has(name)) throw notCovered(`the function ${name.toUpperCase()}`);
  throw new SqlError(
    `function ${name}(${args.map(argumentType).join(', ')}) does not exist`,
    '42883',
  );
};

function lookup<T>(table: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function argumentType(node: Json): string {
  const literal = bodyOf(node, 'literal');
  if (literal)
    return literal['literal_type'] === 'number'
      ? String(literal['value']).includes('.')
        ? 'numeric'
        : 'integer'
      : '"unknown"';
  return kindOf(node) === 'cast' && isObject(node) ? columnTypeName(node) : '"unknown"';
}

function columnTypeName(node: Json): string {
  try {
    return columnType(bodyOf(node, 'cast')?.['to']).name;
  } catch {
    return '"unknown"';
  }
}
