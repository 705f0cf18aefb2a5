import { tokenize } from '../../../sql/parse/tokens.ts';
import type { Substitute } from '../../../sql/rewrite/mask-relations.ts';
import { columnNamesOf, literal, type ResolvedRelation, relationKind } from '../../relations.ts';
import type { Session } from '../../session.ts';
import { boundSchemas, fixedColumns } from './bound-views.ts';

/** What makes an order decide which rows there are. */
const CHOOSES_ROWS = new Set(['limit', 'offset', 'fetch', 'top']);

/** A query's text without its own ORDER BY; undefined where it has none, or where rows are chosen by it. */
function withoutOrder(query: string): string | undefined {
  let depth = 0;
  let start: number | undefined;
  for (const token of tokenize(query)) {
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (depth > 0 || token.kind !== 'word') continue;
    if (CHOOSES_ROWS.has(token.value)) return undefined;
    if (token.value === 'order') start = token.start;
  }
  return start === undefined ? undefined : query.slice(0, start);
}

/**
 * What a query that sorts a view's rows reads in the place of the view: the view's query without its ORDER BY, since the
 * engine would sort all rows for it before it sorts them again. Undefined for a view without one, and for a table.
 */
export async function unsortedView(
  session: Session,
  relation: ResolvedRelation,
): Promise<Substitute | undefined> {
  if ((await relationKind(session, relation)) !== 'view') return undefined;
  const { schema, name } = relation;
  return session.catalogue.known(`unsorted ${JSON.stringify([schema, name])}`, async () => {
    const [row] = await session.rows(
      `SELECT definition FROM pg_internal.relation WHERE kind = 'view' AND schema_name = ${literal(schema)} AND name = ${literal(name)}`,
    );
    const query = withoutOrder(String(row?.[0] ?? ''));
    if (query === undefined) return undefined;
    const columnNames = await columnNamesOf(session, relation);
    return {
      query: fixedColumns(query, columnNames),
      columnNames,
      schemas: Object.fromEntries(await boundSchemas(session, relation)),
    };
  });
}
