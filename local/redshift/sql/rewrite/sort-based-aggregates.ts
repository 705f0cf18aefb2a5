import { arrayOf, bodyOf, isObject, type Json, type JsonObject, kindOf } from '../parse/ast.ts';
import { SqlError } from '../sql-error.ts';

/** A tree's text without the places in the statement and without ways to say the default. */
function textOf(node: Json): string {
  return JSON.stringify(node, (key, value: unknown) =>
    key === 'span' || key === 'explicit_asc' || key.endsWith('comments') ? undefined : value,
  );
}

/** The sort orders of LISTAGG, PERCENTILE_CONT and MEDIAN in a query's own output: not of windows, not of subqueries. */
function sortOrders(node: Json | undefined, found: Set<string>): void {
  if (Array.isArray(node)) for (const item of node) sortOrders(item, found);
  if (!isObject(node)) return;
  const kind = kindOf(node);
  if (kind === 'window_function' || kind === 'subquery' || kind === 'select') return;
  if (kind === 'within_group') {
    const orders = arrayOf(bodyOf(node, kind)?.['order_by']).filter(isObject);
    found.add(orders.map((order) => `${textOf(order['this'] ?? null)} ${order['desc']}`).join());
  } else if (kind === 'median') {
    found.add(`${textOf(bodyOf(node, kind)?.['this'] ?? null)} false`);
  } else for (const value of Object.values(node)) sortOrders(value, found);
}

/**
 * The sort-based aggregates of a query must all use the same order.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_PERCENTILE_CONT.html
 * @throws SqlError where they don't
 */
export function checkSortOrders(select: JsonObject): void {
  const found = new Set<string>();
  sortOrders(select['expressions'], found);
  sortOrders(select['having'], found);
  if (found.size > 1)
    throw new SqlError(
      'within group ORDER BY clauses for aggregate functions must be the same',
      '0A000',
    );
}
