import {
  arrayOf,
  bodyOf,
  identifierText,
  isObject,
  type Json,
  type JsonObject,
  kindOf,
  makeIdentifier,
} from '../parse/ast.ts';

/**
 * Gives relations without a schema the one that they were bound to: a view's query means the same
 * whatever search path its reader has.
 * @param schemas by relation
 */
export function qualifyRelations(
  node: Json,
  schemas: ReadonlyMap<string, string>,
  own: ReadonlySet<string> = new Set(),
): Json {
  if (Array.isArray(node)) return node.map((item) => qualifyRelations(item, schemas, own));
  if (!isObject(node)) return node;
  const names = new Set([...own, ...commonTableNames(node)]);
  const table = kindOf(node) === 'table' ? bodyOf(node, 'table') : undefined;
  const name = identifierText(table?.['name'])?.toLowerCase() ?? '';
  const schema = schemas.get(name);
  if (table && schema !== undefined && !isObject(table['schema']) && !names.has(name)) {
    const alias = isObject(table['alias']) ? table['alias'] : makeIdentifier(name);
    return { table: { ...table, schema: makeIdentifier(schema), alias } };
  }
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(node))
    copy[key] = qualifyRelations(value, schemas, names);
  return copy;
}

function commonTableNames(query: JsonObject): string[] {
  const clause = isObject(query['with']) ? query['with'] : undefined;
  return arrayOf(clause?.['ctes']).flatMap((cte) =>
    isObject(cte) ? (identifierText(cte['alias'])?.toLowerCase() ?? []) : [],
  );
}
