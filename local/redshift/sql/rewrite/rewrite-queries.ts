import {
  arrayOf,
  bodyOf,
  identifierText,
  isObject,
  type Json,
  type JsonObject,
  kindOf,
  makeIdentifier,
  stringLiteral,
} from '../parse/ast.ts';
import { SqlError } from '../sql-error.ts';
import { superRewrites } from '../super/rewrite-super.ts';
import { outputName } from './output-name.ts';
import type { EarlyRewrite, NodeRewrite } from './rewrite-rules.ts';
import { checkSortOrders } from './sort-based-aggregates.ts';
import { refuseEngineDatabase, systemRelation } from './system-relations.ts';

const select: NodeRewrite = (body, original) => {
  const items = arrayOf(original['expressions']);
  const expressions = arrayOf(body['expressions']).map((item, index) => {
    const source = items[index] ?? null;
    const name = outputName(source);
    return name === undefined
      ? item
      : {
          alias: {
            this: item,
            alias: makeIdentifier(name),
            alias_explicit_as: true,
            column_aliases: [],
            pre_alias_comments: [],
            trailing_comments: [],
          },
        };
  });
  const limit = bodyOf(body, 'limit');
  const isAll = identifierText(bodyOf(limit?.['this'], 'column')?.['name']) === 'all';
  const order = isObject(original['order_by'])
    ? superRewrites.orderBy(bodyOf(body, 'order_by') ?? {}, original['order_by'])
    : null;
  return {
    select: { ...body, expressions, order_by: order ?? null, ...(isAll ? { limit: null } : {}) },
  };
};

function hasAlias(relation: Json | undefined): boolean {
  const kind = kindOf(relation);
  const body = bodyOf(relation, kind);
  return isObject(body?.['alias']) || kind === 'alias';
}

/** Directly before QUALIFY a relation must have an alias, else QUALIFY would be read as one. */
function checkQualify(body: JsonObject): void {
  if (!isObject(body['qualify'])) return;
  if (isObject(body['where_clause']) || isObject(body['group_by']) || isObject(body['having']))
    return;
  const joins = arrayOf(body['joins']);
  const last = joins.length > 0 ? joins.at(-1) : undefined;
  if (
    last !== undefined &&
    isObject(last) &&
    (isObject(last['on']) || arrayOf(last['using']).length > 0)
  )
    return;
  const relation = isObject(last)
    ? last['this']
    : arrayOf(bodyOf(body, 'from')?.['expressions']).at(-1);
  if (!hasAlias(relation)) throw new SqlError('syntax error at or near "QUALIFY"', '42601');
}

const early: Record<string, EarlyRewrite> = {
  select: (body) => {
    checkQualify(body);
    checkSortOrders(body);
    if (arrayOf(body['windows']).length > 0)
      throw new SqlError('syntax error at or near "WINDOW"', '42601');
    return undefined;
  },
};

const late: Record<string, NodeRewrite> = {
  select,
  pivot_alias: (body) => {
    const label = stringLiteral(body['alias']);
    return label === undefined
      ? undefined
      : { pivot_alias: { ...body, alias: { identifier: makeIdentifier(label) } } };
  },
  table: (body) => {
    const name = identifierText(body['name']) ?? '';
    const schema = identifierText(body['schema']);
    refuseEngineDatabase(identifierText(body['catalog']) ?? '');
    const system = systemRelation(schema, name);
    if (!system) return undefined;
    const alias = isObject(body['alias']) ? body['alias'] : makeIdentifier(name);
    return {
      table: {
        ...body,
        catalog: null,
        schema: makeIdentifier('pg_internal'),
        name: makeIdentifier(system),
        alias,
        alias_explicit_as: true,
      },
    };
  },
};

export const queryRewrites = { late, early };
