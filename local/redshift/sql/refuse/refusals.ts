import { isObject, type Json } from '../parse/ast.ts';
import { SqlError, syntaxErrorAt } from '../sql-error.ts';

/** Node kinds of Redshift's own grammar, and the wrappers that a single-member object may be. Every other kind is another dialect's. */
const KNOWN = new Set(
  `literal boolean null identifier column table star select union intersect except subquery pivot pivot_alias unpivot insert update delete merge whens when
  alias cast case and or add sub mul div mod eq neq lt lte gt gte like i_like bitwise_and bitwise_or bitwise_xor concat not neg bitwise_not in between is_null
  is_true is_false exists function aggregate_function window_function interval substring upper lower length trim l_trim r_trim replace reverse left right repeat
  lpad rpad abs round floor ceil power sqrt cbrt ln log exp sign greatest least at_time_zone extract coalesce null_if nullif nvl nvl2 try_cast count sum avg min max
  list_agg stddev stddev_pop stddev_samp variance var_pop var_samp median any_value approx_distinct logical_and logical_or row_number rank dense_rank n_tile lead
  lag first_value last_value nth_value percent_rank cume_dist percentile_cont percentile_disc within_group initcap ascii chr mod_func random pi radians degrees sin
  cos tan asin acos atan atan2 add_months months_between last_day next_day similar_to any all bitwise_left_shift bitwise_right_shift bitwise_and_agg bitwise_or_agg
  regexp_like regexp_i_like str_position tuple paren var dot subscript ordered split_part translate json_array_length num_buckets super_path super_unnest joined_table Preceding Following this expressions Custom simple`.split(
    /\s+/,
  ),
);

/** What Redshift's parser stops at, for kinds that are syntax rather than a function. */
const STOPS: Record<string, string> = {
  array_func: '[',
  map_func: '{',
  lambda: '->',
  named_argument: ':=',
  comprehension: '[',
  parameter: ':',
  placeholder: '?',
  json_extract: '->',
  json_extract_scalar: '->>',
  null_safe_neq: 'DISTINCT',
  null_safe_eq: 'DISTINCT',
  regexp_full_match: '~',
  values: 'VALUES',
  glob: 'GLOB',
  array_slice: ':',
  method_call: '(',
  at_index: 'AT',
  collation: 'COLLATE',
  overlaps: 'OVERLAPS',
  columns: 'COLUMNS',
  array_contains_all: '@>',
  array_contained_by: '<@',
  array_overlaps: '&&',
  int_div: '//',
  braced_wildcard: '{',
  struct_func: 'STRUCT',
  try_catch: 'TRY',
};

/** @throws SqlError where Redshift has no such syntax or function */
export function refuse(kind: string, body: Json | undefined): void {
  if (!KNOWN.has(kind) && isObject(body)) {
    const stop = STOPS[kind];
    if (stop !== undefined) throw syntaxErrorAt(stop);
    throw new SqlError(`function ${kind} does not exist`, '42883');
  }
  if (!isObject(body)) return;
  if (kind === 'power' && body['original_name'] === '**') throw syntaxErrorAt('*');
  if (kind === 'star') refuseStar(body);
  if (kind === 'literal' && /^(?:hex|bit|byte)/.test(String(body['literal_type'])))
    throw syntaxErrorAt(`'${String(body['value'])}'`);
  if (kind === 'subquery' && body['lateral'] === true) throw syntaxErrorAt('LATERAL');
  if (kind === 'table') refuseTable(body);
  if (kind === 'select') refuseSelect(body);
}

function isFilled(value: Json | undefined): boolean {
  return Array.isArray(value)
    ? value.length > 0
    : value !== null && value !== undefined && value !== false;
}

/** A FROM item that is a call, which Redshift has of no scalar function. */
function refuseTableFunction(item: Json | undefined): void {
  const inner = isObject(item) && isObject(item['alias']) ? item['alias']['this'] : item;
  const call = isObject(inner) ? (inner['function'] ?? inner['aggregate_function']) : undefined;
  if (isObject(call))
    throw new SqlError(`function ${String(call['name']).toLowerCase()} does not exist`, '42883');
}

function refuseStar(body: { [key: string]: Json }): void {
  if (isFilled(body['replace'])) throw syntaxErrorAt('REPLACE');
  if (isFilled(body['rename'])) throw syntaxErrorAt('RENAME');
}

function refuseTable(body: { [key: string]: Json }): void {
  if (isFilled(body['table_sample'])) throw syntaxErrorAt('TABLESAMPLE');
  if (isFilled(body['when'])) throw syntaxErrorAt('AT');
}

function refuseSelect(body: { [key: string]: Json }): void {
  if (isObject(body['limit']) && body['limit']['percent'] === true) throw syntaxErrorAt('%');
  const from = isObject(body['from']) ? body['from']['expressions'] : [];
  if (Array.isArray(from)) for (const item of from) refuseTableFunction(item);
  if (isFilled(body['distinct_on']))
    throw new SqlError('SELECT DISTINCT ON is not supported', '0A000');
  if (isFilled(body['locks']))
    throw new SqlError('SELECT FOR UPDATE/SHARE is not supported', '0A000');
  if (isFilled(body['sample'])) throw syntaxErrorAt('SAMPLE');
  if (isFilled(body['lateral_views'])) throw syntaxErrorAt('LATERAL');
  if (isFilled(body['fetch'])) throw syntaxErrorAt('FETCH');
  const joins = Array.isArray(body['joins']) ? body['joins'] : [];
  for (const join of joins) {
    if (isObject(join)) refuseTableFunction(join['this']);
    const kind = isObject(join) ? String(join['kind']) : '';
    if (/asof|positional|semi|anti|lateral|apply/i.test(kind))
      throw syntaxErrorAt(kind.toUpperCase());
  }
}
