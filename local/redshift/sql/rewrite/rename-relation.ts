import { arrayOf, identifierText, isObject, type Json, type JsonObject } from '../parse/ast.ts';
import type { RelationName } from '../parse/token-cursor.ts';
import { notCovered } from '../sql-error.ts';

/**
 * A query's text with a relation renamed, which keeps its old name as an alias where it has none, so
 * that the columns' qualifiers hold.
 * @param ast what the text was parsed to, with its places
 * @param isRenamed true for the names that mean the relation
 */
export function renameRelation(
  text: string,
  ast: Json,
  isRenamed: (name: RelationName) => boolean,
  to: string,
): string {
  const edits: { start: number; end: number; text: string }[] = [];
  const quoted = `"${to.replaceAll('"', '""')}"`;
  visit(ast, new Set(), (table) => {
    const name = identifierText(table['name'])?.toLowerCase() ?? '';
    if (!isRenamed({ schema: identifierText(table['schema'])?.toLowerCase(), name })) return;
    const span = isObject(table['name']) ? table['name']['span'] : undefined;
    const [start, end] = isObject(span) ? [Number(span['start']), Number(span['end'])] : [-1, -1];
    if (text.slice(start, end).replaceAll('"', '').toLowerCase() !== name)
      throw notCovered('renaming a relation that a view with such a text reads');
    const alias = isObject(table['alias']) ? '' : ` AS "${name.replaceAll('"', '""')}"`;
    edits.push({ start, end, text: quoted + alias });
  });
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((done, edit) => done.slice(0, edit.start) + edit.text + done.slice(edit.end), text);
}

function visit(node: Json, own: ReadonlySet<string>, see: (table: JsonObject) => void): void {
  if (Array.isArray(node)) for (const item of node) visit(item, own, see);
  if (Array.isArray(node) || !isObject(node)) return;
  const clause = isObject(node['with']) ? node['with'] : undefined;
  const names = arrayOf(clause?.['ctes']).map((cte) =>
    isObject(cte) ? (identifierText(cte['alias'])?.toLowerCase() ?? '') : '',
  );
  const all = new Set([...own, ...names]);
  const table = node['table'];
  if (isObject(table) && isObject(table['name'])) {
    const name = identifierText(table['name'])?.toLowerCase() ?? '';
    if (isObject(table['schema']) || !all.has(name)) see(table);
  }
  for (const value of Object.values(node)) visit(value, all, see);
}
