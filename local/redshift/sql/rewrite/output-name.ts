import { columnType } from '../column-type.ts';
import {
  bodyOf,
  identifierText,
  isObject,
  type Json,
  type JsonObject,
  kindOf,
} from '../parse/ast.ts';
import { pathName } from '../super/super-scope.ts';

/** Kinds of the parser whose function has another name in Redshift. */
const NAMES: Record<string, string> = {
  str_position: 'strpos',
  nvl: 'coalesce',
  nvl2: 'case',
  logical_or: 'bool_or',
  logical_and: 'bool_and',
  extract: 'date_part',
  try_cast: 'try_cast',
  list_agg: 'listagg',
  approx_distinct: 'count',
  n_tile: 'ntile',
  mod_func: 'mod',
  if_func: 'case',
  length: 'length',
  ceil: 'ceil',
  substring: 'substring',
};

const OPERATORS = new Set([
  'add',
  'sub',
  'mul',
  'div',
  'mod',
  'neg',
  'concat',
  'and',
  'or',
  'not',
  'eq',
  'neq',
  'gt',
  'lt',
  'gte',
  'lte',
  'is_null',
  'is_true',
  'is_false',
  'in',
  'between',
  'like',
  'i_like',
  'similar_to',
  'regexp_like',
  'regexp_i_like',
  'literal',
  'null',
  'interval',
  'paren',
  'any',
  'all',
  'at_time_zone',
  'subscript',
  'bitwise_and',
  'bitwise_or',
  'bitwise_xor',
  'bitwise_not',
  'tuple',
  'parameter',
]);

/** The label that Redshift gives to a select item without an alias; undefined where the item names itself. */
export function outputName(expression: Json): string | undefined {
  const kind = kindOf(expression);
  if (!isObject(expression)) return '?column?';
  const body = expression[kind];
  if (kind === 'column' || kind === 'alias' || kind === 'star' || kind === 'dot') return undefined;
  if (kind === 'cast' || kind === 'try_cast') return castName(isObject(body) ? body : {});
  if (kind === 'super_path') return pathName(body ?? null) ?? '?column?';
  if (kind === 'paren') return outputNameOrColumn(bodyOf(expression, 'paren')?.['this'] ?? null);
  if (kind === 'boolean') return 'bool';
  if (kind === 'exists') return 'exists';
  if (kind === 'literal') return literalName(isObject(body) ? body : {});
  if (kind === 'window_function' || kind === 'within_group') {
    return outputName(bodyOf(expression, kind)?.['this'] ?? null);
  }
  if (kind === 'subquery') return subqueryName(bodyOf(expression, 'subquery')?.['this']);
  if (kind === 'function' || kind === 'aggregate_function') {
    const name = isObject(body) ? String(body['name']).toLowerCase() : '';
    return name === 'nvl' ? 'coalesce' : name === 'decode' ? 'case' : name;
  }
  if (OPERATORS.has(kind) || kind === '') return '?column?';
  return NAMES[kind] ?? kind;
}

function outputNameOrColumn(node: Json): string {
  return (
    outputName(node) ??
    identifierText(bodyOf(node, 'column')?.['name'])?.toLowerCase() ??
    '?column?'
  );
}

/** Of several casts the last one names what has no name of its own. */
function castName(body: { [key: string]: Json }): string {
  let inner = body['this'];
  for (let cast = castBody(inner); cast; cast = castBody(inner)) inner = cast['this'];
  if (inner !== undefined && kindOf(inner) !== 'literal' && kindOf(inner) !== 'null') {
    const name = outputNameOrColumn(inner);
    if (name !== '?column?') return name;
  }
  return columnType(body['to']).name;
}

function castBody(node: Json | undefined): JsonObject | undefined {
  return bodyOf(node, 'cast') ?? bodyOf(node, 'try_cast');
}

function literalName(body: { [key: string]: Json }): string {
  const type = body['literal_type'];
  return type === 'date' || type === 'timestamp' || type === 'time' ? type : '?column?';
}

function subqueryName(query: Json | undefined): string {
  const expressions = bodyOf(query, 'select')?.['expressions'];
  const first = Array.isArray(expressions) ? expressions[0] : undefined;
  if (first === undefined) return '?column?';
  const alias = bodyOf(first, 'alias');
  return identifierText(alias?.['alias'])?.toLowerCase() ?? outputNameOrColumn(first);
}
