import { arrayOf, bodyOf, isObject, type Json, kindOf } from '../parse/ast.ts';
import { snippet } from '../parse/snippet.ts';
import { SqlError } from '../sql-error.ts';
import { distinctListAggregate, orderedSet, refuseFilter, typedAggregate } from './aggregates.ts';
import type { EarlyRewrite, NodeRewrite } from './rewrite-rules.ts';

function typed(kind: 'sum' | 'avg'): NodeRewrite {
  return (body) => {
    refuseFilter(body);
    const argument = body['this'];
    return argument === undefined ? undefined : typedAggregate(kind, body, argument);
  };
}

const plain: NodeRewrite = (body) => {
  refuseFilter(body);
  return undefined;
};

const late: Record<string, NodeRewrite> = {
  sum: typed('sum'),
  avg: typed('avg'),
  count: (body) => {
    refuseFilter(body);
    if (kindOf(body['this']) === 'tuple')
      throw new SqlError('function count(record) does not exist', '42883');
    return undefined;
  },
  min: plain,
  max: plain,
  median: plain,
  any_value: plain,
  stddev: plain,
  variance: plain,
  logical_or: plain,
  logical_and: plain,
  within_group: (body) => orderedSet(body),
};

const early: Record<string, EarlyRewrite> = {
  // The call under OVER must stay a bare call: its type is corrected around the window.
  window_function: (body, rewriteChild) => {
    const call = body['this'] ?? null;
    checkFrame(call, body['over']);
    const over = asParts(rewriteChild(body['over'] ?? null));
    const kind = kindOf(call);
    const inner = bodyOf(call, kind);
    const rest = { ...body, over };
    if ((kind === 'sum' || kind === 'avg') && inner) {
      refuseFilter(inner);
      const argument = rewriteChild(inner['this'] ?? null);
      return typedAggregate(kind, { ...inner, this: argument }, argument, (bare) => ({
        window_function: { ...rest, this: bare },
      }));
    }
    if (kind === 'function' && String(inner?.['name']).toLowerCase() === 'ratio_to_report') {
      const argument = rewriteChild(arrayOf(inner?.['args'])[0] ?? null);
      const total = { window_function: { ...rest, this: snippet('sum(__0)', argument) } };
      return snippet('CAST(__0 AS DOUBLE) / pg_internal.null_if_zero(__1)', argument, total);
    }
    return { window_function: { ...rest, this: rewriteChild(call) } };
  },
  // The engine's PIVOT takes bare aggregates only.
  pivot: (body, rewriteChild) => {
    const { expressions, ...rest } = body;
    return {
      pivot: {
        ...rewriteBody(rest, rewriteChild),
        expressions: arrayOf(expressions).map((item) => bareAggregate(item, rewriteChild)),
      },
    };
  },
  // LISTAGG without WITHIN GROUP has no order.
  list_agg: (body, rewriteChild) =>
    orderedSet({ this: { list_agg: rewriteBody(body, rewriteChild) }, order_by: [] }),
  within_group: (body, rewriteChild) => {
    const call = body['this'];
    const listagg = bodyOf(call, 'list_agg');
    if (!listagg) return undefined;
    const list_agg = rewriteBody(listagg, rewriteChild);
    const order_by = arrayOf(rewriteChild(body['order_by'] ?? []));
    return (
      distinctListAggregate(list_agg, order_by.filter(isObject)) ??
      orderedSet({ this: { list_agg }, order_by })
    );
  },
};

/** Functions whose window may have an order and no frame. */
const RANKING = new Set(
  'rank dense_rank row_number n_tile ntile percent_rank cume_dist lag lead ratio_to_report'.split(
    ' ',
  ),
);

const BOUNDS = ['UnboundedPreceding', 'Preceding', 'CurrentRow', 'Following', 'UnboundedFollowing'];

/** https://docs.aws.amazon.com/redshift/latest/dg/c_Window_functions.html */
function checkFrame(call: Json, over: Json | undefined): void {
  if (!isObject(over)) return;
  const body = bodyOf(call, kindOf(call));
  const isRanking = [kindOf(call), String(body?.['name'])].some((name) =>
    RANKING.has(name.toLowerCase()),
  );
  const frame = isObject(over['frame']) ? over['frame'] : undefined;
  if (!isRanking && !frame && arrayOf(over['order_by']).length > 0)
    throw new SqlError(
      'Aggregate window functions with an ORDER BY clause require a frame clause',
      '42601',
    );
  const [start, end] = [frame?.['start'], frame?.['end']].map((bound) =>
    BOUNDS.indexOf(typeof bound === 'string' ? bound : kindOf(bound)),
  );
  if (start !== undefined && end !== undefined && end >= 0 && start > end)
    throw new SqlError('the frame of a window begins behind its end', '42P20');
}

/**
 * A window over all rows at once, as one part: DuckDB 1.5.5 loses the database over `OVER ()` about once in two hundred
 * statements, and never where rows are parts of something (https://github.com/duckdb/duckdb/issues/25713).
 */
function asParts(over: Json): Json {
  if (!isObject(over)) return over;
  const isWhole = ['partition_by', 'order_by'].every((key) => arrayOf(over[key]).length === 0);
  return isWhole ? { ...over, partition_by: [snippet('1')] } : over;
}

function bareAggregate(node: Json, rewriteChild: (node: Json) => Json): Json {
  const kind = kindOf(node);
  const body = bodyOf(node, kind);
  if (kind === 'alias' && body) {
    const alias = rewriteChild(body['alias'] ?? null);
    return { alias: { ...body, this: bareAggregate(body['this'] ?? null, rewriteChild), alias } };
  }
  if ((kind === 'sum' || kind === 'avg') && body) {
    return { [kind]: { ...body, this: rewriteChild(body['this'] ?? null) } };
  }
  return rewriteChild(node);
}

function rewriteBody(
  body: { [key: string]: Json },
  rewriteChild: (node: Json) => Json,
): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, rewriteChild(value)]));
}

export const aggregateRewrites = { late, early };
