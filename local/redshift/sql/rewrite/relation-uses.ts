import { arrayOf, bodyOf, identifierText, isObject, type Json, walk } from '../parse/ast.ts';
import type { RelationName } from '../parse/token-cursor.ts';
import type { RelationUse } from '../plan.ts';

/** The name in a table node's body. */
export function relationName(body: Json | undefined): RelationName {
  if (!isObject(body)) return { name: '' };
  const schema = identifierText(body['schema'])?.toLowerCase();
  return { schema, name: (identifierText(body['name']) ?? '').toLowerCase() };
}

/** The relations that a query reads, without the names of its own common table expressions. */
export function relationsRead(node: Json | undefined): RelationUse[] {
  const own = new Set<string>();
  walk(node, (item) => {
    for (const cte of arrayOf(isObject(item['with']) ? item['with']['ctes'] : undefined)) {
      const name = isObject(cte) ? identifierText(cte['alias']) : undefined;
      if (name) own.add(name.toLowerCase());
    }
    return true;
  });
  const uses = new Map<string, RelationUse>();
  const add = (body: Json | undefined) => {
    const relation = relationName(body);
    if (relation.name === '' || (relation.schema === undefined && own.has(relation.name))) return;
    uses.set(`${relation.schema ?? ''}.${relation.name}`, { relation, privilege: 'SELECT' });
  };
  walk(node, (item) => {
    const table = bodyOf(item, 'table');
    if (table && isObject(table['name'])) add(table);
    for (const using of arrayOf(item['using']))
      if (isObject(using) && isObject(using['name']) && 'schema' in using) add(using);
    return true;
  });
  const [only] = uses.size === 1 ? uses.values() : [];
  const columns = only ? columnNames(node) : undefined;
  if (only && columns) only.columns = columns;
  return [...uses.values()];
}

/** The names of all columns in a statement, or undefined where a star stands for some. */
function columnNames(node: Json | undefined): string[] | undefined {
  const names = new Set<string>();
  let hasStar = false;
  walk(node, (item) => {
    if (isObject(item['star'])) hasStar = true;
    const name = identifierText(bodyOf(item, 'column')?.['name']);
    if (name) names.add(name.toLowerCase());
    return true;
  });
  return hasStar ? undefined : [...names];
}
