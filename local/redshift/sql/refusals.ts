import { isObject, type Json } from './ast.ts';
import { SqlError, syntaxErrorAt } from './sql-error.ts';

/** Node kinds of other dialects, and the token that Redshift's parser stops at. */
const NO_SYNTAX: Record<string, string> = {
  array_func: '[',
  map_func: '{',
  lambda: '->',
  named_argument: ':=',
  list_comprehension: '[',
  parameter: ':',
  placeholder: '?',
  json_extract: '->',
  json_extract_scalar: '->>',
  null_safe_neq: 'DISTINCT',
  null_safe_eq: 'DISTINCT',
  regexp_full_match: '~',
};

/** Functions of other dialects that the parser has node kinds for. */
const NO_FUNCTION = new Set([
  'array_agg',
  'first',
  'last',
  'mode',
  'arg_max',
  'arg_min',
  'max_by',
  'min_by',
  'group_concat',
  'string_agg',
  'histogram',
  'unnest',
  'explode',
  'struct',
  'string_agg',
  'json_object',
  'json_array_agg',
  'json_object_agg',
  'date_sub',
  'concat_ws',
  'sequence',
  'generate_series',
]);

/** @throws SqlError where Redshift has no such syntax or function */
export function refuse(kind: string, body: Json | undefined): void {
  const token = NO_SYNTAX[kind];
  if (token !== undefined) throw syntaxErrorAt(token);
  if (NO_FUNCTION.has(kind)) throw new SqlError(`function ${kind} does not exist`, '42883');
  if (!isObject(body)) return;
  if (kind === 'method_call')
    throw new SqlError('a function of another schema does not exist', '42883');
  if (kind === 'subquery' && body['lateral'] === true) throw syntaxErrorAt('LATERAL');
  if (kind !== 'select') return;
  if (Array.isArray(body['distinct_on']) && body['distinct_on'].length > 0)
    throw new SqlError('SELECT DISTINCT ON is not supported', '0A000');
  if (Array.isArray(body['locks']) && body['locks'].length > 0)
    throw new SqlError('SELECT FOR UPDATE/SHARE is not supported', '0A000');
}
