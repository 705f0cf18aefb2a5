import {
  arrayOf,
  bodyOf,
  identifierText,
  isObject,
  type Json,
  type JsonObject,
  kindOf,
  makeIdentifier,
  makeString,
  numberLiteral,
  some,
} from '../parse/ast.ts';
import { snippet } from '../parse/snippet.ts';
import { SqlError } from '../sql-error.ts';

const AGGREGATE_KINDS = new Set([
  'sum',
  'avg',
  'count',
  'min',
  'max',
  'window_function',
  'aggregate_function',
  'within_group',
  'median',
  'list_agg',
  'any_value',
  'approx_distinct',
]);

export function isAggregate(node: Json | undefined): boolean {
  return AGGREGATE_KINDS.has(kindOf(node));
}

/** True where an expression holds an aggregate or a window, so that its type can't be bound apart from its query. */
export function holdsAggregate(node: Json | undefined): boolean {
  return some(node, isAggregate);
}

/** FILTER (WHERE …) is not in Redshift's grammar. */
export function refuseFilter(body: JsonObject): void {
  if (body['filter'] !== undefined && body['filter'] !== null)
    throw new SqlError('syntax error at or near "("', '42601');
}

/**
 * SUM and AVG have Redshift's result types: SUM of small integers is int8, of int8 numeric; AVG of
 * integers is a truncated int8, of numeric a numeric.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SUM.html, r_AVG.html
 */
export function typedAggregate(
  kind: 'sum' | 'avg',
  bare: JsonObject,
  argument: Json,
  asWindow: (call: Json) => Json = (call) => call,
): Json {
  const call = asWindow({ [kind]: bare });
  if (holdsAggregate(argument)) return call;
  if (kind === 'sum') return snippet('pg_internal.sum_type(__0, __1)', call, argument);
  // The smallest value lends a decimal's type; it is an aggregate too, so it may stand here.
  const least = asWindow({ min: { ...bare, name: 'min', distinct: false } });
  return snippet('pg_internal.avg_type(__0, __1, __2)', call, argument, least);
}

/** A SUM that is cast to BIGINT at once; undefined for another value. */
export function sumAsBigint(value: Json): Json | undefined {
  const call = bodyOf(value, 'method_call');
  return call && identifierText(call['method']) === 'sum_type'
    ? { method_call: { ...call, method: makeIdentifier('sum_as_bigint') } }
    : undefined;
}

/**
 * LISTAGG of distinct values in their own order, which the engine's string_agg takes of texts only: numbers are put in
 * order as numbers. Undefined where the order is another.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html
 */
export function distinctListAggregate(listagg: JsonObject, order: JsonObject[]): Json | undefined {
  const value = listagg['this'] ?? null;
  const [key] = order;
  if (listagg['distinct'] !== true || order.length !== 1) return undefined;
  if (JSON.stringify(key?.['this']) !== JSON.stringify(value)) return undefined;
  const list = snippet('list(DISTINCT __0)', value);
  const target = bodyOf(list, 'function') ?? bodyOf(list, 'aggregate_function');
  if (!target) return undefined;
  target['order_by'] = order;
  return snippet(
    "nullif(array_to_string(list_filter(__0, lambda v: CAST(v AS VARCHAR) <> ''), __1), '')",
    list,
    listagg['separator'] ?? makeString(''),
  );
}

/** The ordered-set aggregates LISTAGG and PERCENTILE_CONT/DISC in the engine's form. */
export function orderedSet(body: JsonObject): Json {
  const call = body['this'];
  const order = arrayOf(body['order_by']).filter(isObject);
  const listagg = bodyOf(call, 'list_agg');
  if (listagg) {
    refuseFilter(listagg);
    const built = snippet(
      listagg['distinct'] === true ? 'string_agg(DISTINCT __0, __1)' : 'string_agg(__0, __1)',
      // Empty strings are passed over as nulls are: https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html
      snippet("nullif(CAST(__0 AS VARCHAR), '')", listagg['this'] ?? null),
      listagg['separator'] ?? makeString(''),
    );
    const target =
      bodyOf(built, 'string_agg') ??
      bodyOf(built, 'function') ??
      bodyOf(built, 'aggregate_function');
    if (target && order.length > 0) target['order_by'] = order;
    return built;
  }
  const aggregate =
    bodyOf(call, 'aggregate_function') ??
    bodyOf(call, 'function') ??
    bodyOf(call, 'percentile_cont') ??
    bodyOf(call, 'percentile_disc');
  const name = String(aggregate?.['name'] ?? kindOf(call)).toLowerCase();
  const fraction = arrayOf(aggregate?.['args'])[0] ?? aggregate?.['this'];
  const key = order[0];
  if (
    (name === 'percentile_cont' || name === 'percentile_disc') &&
    fraction !== undefined &&
    key &&
    order.length === 1
  ) {
    const value = key['this'];
    if (value === undefined) throw new SqlError(`${name} lacks its ORDER BY`, '42601');
    const share = numberLiteral(fraction);
    if (share === undefined || Number(share) < 0 || Number(share) > 1) {
      throw new SqlError(`percentile value ${share ?? ''} is not between 0 and 1`, '22003');
    }
    const wanted = key['desc'] === true ? snippet('1 - __0', fraction) : fraction;
    return snippet(
      name === 'percentile_cont' ? 'quantile_cont(__0, __1)' : 'quantile_disc(__0, __1)',
      value,
      wanted,
    );
  }
  throw new SqlError(`${name} WITHIN GROUP does not exist`, '42883');
}
