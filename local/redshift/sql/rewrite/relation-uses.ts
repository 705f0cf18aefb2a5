import {
  arrayOf,
  bodyOf,
  identifierText,
  isObject,
  type Json,
  type JsonObject,
  some,
  walk,
} from '../parse/ast.ts';
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
  const uses = new Map<string, RelationUse>();
  const add = (body: Json | undefined, own: ReadonlySet<string>) => {
    const relation = relationName(body);
    if (relation.name === '' || (relation.schema === undefined && own.has(relation.name))) return;
    uses.set(`${relation.schema ?? ''}.${relation.name}`, { relation, privilege: 'SELECT' });
  };
  const read = (item: Json | undefined, outer: ReadonlySet<string>): void => {
    if (Array.isArray(item)) for (const member of item) read(member, outer);
    if (Array.isArray(item) || !isObject(item)) return;
    const own = commonTableNames(item, outer, read);
    const table = bodyOf(item, 'table');
    if (table && isObject(table['name'])) add(table, own);
    for (const using of arrayOf(item['using']))
      if (isObject(using) && isObject(using['name']) && 'schema' in using) add(using, own);
    for (const [key, value] of Object.entries(item)) if (key !== 'with') read(value, own);
  };
  read(node, new Set());
  const [only] = uses.size === 1 ? uses.values() : [];
  const columns = only ? columnNames(node) : undefined;
  if (only && columns) only.columns = columns;
  return [...uses.values()];
}

/**
 * The names of common table expressions that a query may use beside those outside of it. Each is
 * seen by those after it, and by its own recursive part: where its first part reads its name, that is
 * a relation, whose rights and masks count.
 * @param visit is called with each query and the names that it may use
 */
function commonTableNames(
  query: JsonObject,
  outer: ReadonlySet<string>,
  visit: (part: Json, names: ReadonlySet<string>) => void,
): ReadonlySet<string> {
  const clause = isObject(query['with']) ? query['with'] : undefined;
  if (!clause) return outer;
  const names = new Set(outer);
  for (const cte of arrayOf(clause['ctes'])) {
    if (!isObject(cte)) continue;
    const name = identifierText(cte['alias'])?.toLowerCase() ?? '';
    const union = clause['recursive'] === true ? bodyOf(cte['this'], 'union') : undefined;
    if (union) {
      visit({ ...union, right: null }, names);
      visit(union['right'] ?? null, new Set([...names, name]));
    } else visit(cte['this'] ?? null, new Set(names));
    names.add(name);
  }
  return names;
}

/** The names of all columns in a statement, or undefined where a star stands for some. */
function columnNames(node: Json | undefined): string[] | undefined {
  if (some(node, (item) => isObject(item['star']))) return undefined;
  const names = new Set<string>();
  walk(node, (item) => {
    const name = identifierText(bodyOf(item, 'column')?.['name']);
    if (name) names.add(name.toLowerCase());
    return true;
  });
  return [...names];
}
