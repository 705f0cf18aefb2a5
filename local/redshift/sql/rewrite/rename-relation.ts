import { arrayOf, identifierText, isObject, type Json, type JsonObject } from '../parse/ast.ts';
import type { RelationName } from '../parse/token-cursor.ts';
import { notCovered } from '../sql-error.ts';

/**
 * A query's text with something else in the place of a relation, which keeps its name as an alias where it has
 * none, so that the columns' qualifiers hold.
 * @param ast what the text was parsed to, with its places
 * @param isMeant true for the names that mean the relation
 * @param by its new name, which goes behind the schema's, or a query in parentheses
 */
export function replaceRelation(
  text: string,
  ast: Json,
  isMeant: (name: RelationName) => boolean,
  by: { name: string } | { query: string },
): string {
  const edits: { start: number; end: number; text: string }[] = [];
  visit(ast, new Set(), (table) => {
    const name = identifierText(table['name'])?.toLowerCase() ?? '';
    if (!isMeant({ schema: identifierText(table['schema'])?.toLowerCase(), name })) return;
    const [start, end] = placeOf(table['name']);
    if (text.slice(start, end).replaceAll('"', '').toLowerCase() !== name)
      throw notCovered('renaming a relation that a view with such a text reads');
    const alias = isObject(table['alias']) ? '' : ` AS "${name.replaceAll('"', '""')}"`;
    const isQualified = 'query' in by && isObject(table['schema']);
    const [from] = isQualified ? placeOf(table['schema']) : [start];
    const instead = 'query' in by ? by.query : `"${by.name.replaceAll('"', '""')}"`;
    edits.push({ start: from, end, text: instead + alias });
  });
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((done, edit) => done.slice(0, edit.start) + edit.text + done.slice(edit.end), text);
}

/** Where an identifier stands in the text. */
function placeOf(identifier: Json | undefined): [start: number, end: number] {
  const span = isObject(identifier) ? identifier['span'] : undefined;
  return isObject(span) ? [Number(span['start']), Number(span['end'])] : [-1, -1];
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
