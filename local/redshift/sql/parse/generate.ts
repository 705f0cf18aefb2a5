import type { Json } from './ast.ts';
import { Dialect, generate } from './polyglot.ts';

/** The engine's text of a rewritten statement or query. */
export function engineSql(node: Json): string {
  // An array would cross into the generator value by value; anything else crosses as JSON text, in a fraction of the time.
  const tree = { toJSON: () => [node] } as unknown as Parameters<typeof generate>[0];
  const result = generate(tree, Dialect.DuckDB);
  const text = result.success ? result.sql?.[0] : undefined;
  if (text === undefined)
    throw new Error(`the rewritten statement can't be written out: ${String(result.error)}`);
  return text;
}

/** The engine's text of a rewritten expression. */
export function engineExpression(node: Json): string {
  return engineSql(selectOf(node)).replace(/^SELECT /, '');
}

function selectOf(expression: Json): Json {
  return {
    select: {
      expressions: [expression],
      from: null,
      joins: [],
      lateral_views: [],
      where_clause: null,
      group_by: null,
      having: null,
      qualify: null,
      order_by: null,
      distribute_by: null,
      cluster_by: null,
      sort_by: null,
      limit: null,
      offset: null,
      fetch: null,
      distinct: false,
      distinct_on: null,
      top: null,
      with: null,
      sample: null,
      windows: null,
      hint: null,
      connect: null,
      into: null,
      locks: [],
      leading_comments: [],
    },
  };
}
