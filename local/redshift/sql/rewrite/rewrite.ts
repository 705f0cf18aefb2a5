import { identifierText, isObject, type Json, type JsonObject, kindOf } from '../parse/ast.ts';
import { refuse } from '../refuse/refusals.ts';
import { superOperands, superRewrites } from '../super/rewrite-super.ts';
import { aggregateRewrites } from './rewrite-aggregates.ts';
import { expressionRewrites } from './rewrite-expressions.ts';
import { functionRewrite } from './rewrite-functions.ts';
import { queryRewrites } from './rewrite-queries.ts';
import type { EarlyRewrite, NodeRewrite } from './rewrite-rules.ts';

/**
 * Turns the tree of a Redshift statement into the tree of an engine statement with the same meaning:
 * names are folded to lower case and quoted, constructs that mean something else in the engine are
 * replaced, and what Redshift refuses is refused.
 */
export function rewrite(node: Json): Json {
  if (Array.isArray(node)) return node.map(rewrite);
  if (!isObject(node)) return node;
  if (isIdentifier(node))
    return {
      name: (identifierText(node) ?? '').toLowerCase(),
      quoted: true,
      trailing_comments: [],
    };
  const kind = kindOf(node);
  const original = node[kind];
  if (kind !== '') {
    refuse(kind, original);
    const early = earlyRewrites[kind];
    if (early && isObject(original)) {
      const replacement = early(original, rewrite);
      if (replacement !== undefined) return replacement;
    }
  }
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'span') copy[key] = rewrite(value);
  }
  const body = copy[kind];
  if (kind === '' || !isObject(body) || !isObject(original)) return copy;
  const read = superOperands[kind]?.(body, original);
  const operated = isObject(read) ? read : body;
  return nodeRewrites[kind]?.(operated, original) ?? { [kind]: operated };
}

function isIdentifier(node: JsonObject): boolean {
  return (
    typeof node['name'] === 'string' &&
    'quoted' in node &&
    'trailing_comments' in node &&
    !('args' in node)
  );
}

const nodeRewrites: Record<string, NodeRewrite> = {
  ...expressionRewrites,
  ...queryRewrites.late,
  ...aggregateRewrites.late,
  ...superRewrites.late,
  function: functionRewrite,
  aggregate_function: functionRewrite,
};

const earlyRewrites: Record<string, EarlyRewrite> = {
  ...aggregateRewrites.early,
  ...queryRewrites.early,
  ...superRewrites.early,
};
