import { boundSchemas, fixedColumns } from '../engine/execute/views/bound-views.ts';
import { columnNamesOf, literal, type ResolvedRelation } from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';
import { renameInExpression } from '../sql/parse/parse.ts';
import type { Substitute, Substitutes } from '../sql/rewrite/mask-relations.ts';
import { heldPrincipals } from './held-rights.ts';

interface Mask {
  columns: string[];
  expressions: string[];
  outputs: string[];
  inputs: string[];
}

/**
 * What the session's user reads instead of masked relations: a query that masks each column by the
 * attachment of the highest priority. A view over a masked relation is read by its own query, since
 * the caller's masks count inside views too; empty where nothing is masked for this user.
 * @param read what a statement reads: only what that reaches is of interest. @default everything
 */
export function substitutesFor(
  session: Session,
  read?: readonly ResolvedRelation[],
): Promise<Substitutes> {
  const names = read?.map(({ schema, name }) => JSON.stringify([schema, name])).join();
  return session.catalogue.known(`masks of ${session.user} for ${names}`, () =>
    readSubstitutes(session, read),
  );
}

async function readSubstitutes(
  session: Session,
  read: readonly ResolvedRelation[] | undefined,
): Promise<Substitutes> {
  const rows = await attachments(session);
  if (rows.length === 0) return new Map();
  const masks = new Map<string, { schema: string; name: string; masks: Mask[] }>();
  for (const [schema, name, ...fields] of rows) {
    const [columns = [], expressions = [], outputs = [], inputs = []] = fields.map(
      (field) => JSON.parse(String(field)) as string[],
    );
    const key = `${schema}.${name}`;
    const entry = masks.get(key) ?? { schema: String(schema), name: String(name), masks: [] };
    entry.masks.push({ columns, expressions, outputs, inputs });
    masks.set(key, entry);
  }
  const reached = read && (await relationsUnder(session, read));
  const views = await viewsOver(session, [...masks.keys()], reached);
  const substitutes = new Map<string, Substitute>(views);
  for (const [key, entry] of masks) {
    if (reached && !reached.has(key)) continue;
    substitutes.set(key, await maskedRelation(session, entry, views.get(key)));
  }
  return substitutes;
}

/** The masks that are attached to what the session's user has, those that win last. */
function attachments(session: Session): Promise<unknown[][]> {
  return session.catalogue.known(`attachments of ${session.user}`, () =>
    session.rows(
      `${heldPrincipals(session.user)}
      SELECT a.schema_name, a.name, p.columns, p.expressions, a.outputs, a.inputs
      FROM pg_internal.masking_attachment a JOIN pg_internal.masking_policy p ON p.name = a.policy JOIN held h ON a.grantee_kind = h.kind AND a.grantee = h.name
      ORDER BY a.priority`,
    ),
  );
}

/** The relations themselves and all that they read through views, as `schema.name`. */
async function relationsUnder(
  session: Session,
  relations: readonly ResolvedRelation[],
): Promise<ReadonlySet<string>> {
  const keys = relations.map(({ schema, name }) => `${schema}.${name}`);
  const rows = await session.rows(
    `WITH RECURSIVE under(key) AS (
      SELECT unnest([${keys.map(literal).join(', ')}])
      UNION SELECT d.on_schema || '.' || d.on_name FROM pg_internal.dependency d JOIN under u ON d.schema_name || '.' || d.name = u.key
    ) SELECT key FROM under`,
  );
  return new Set(rows.map(([key]) => String(key)));
}

/** Late-binding views that were made before what they read: they are read by their queries. */
export function lateViews(session: Session): Promise<Substitutes> {
  return session.catalogue.known('late views', () => readLateViews(session));
}

async function readLateViews(session: Session): Promise<Substitutes> {
  const rows = await session.rows(
    "SELECT schema_name, name, definition FROM pg_internal.relation WHERE kind = 'late view'",
  );
  return new Map(
    rows.map(([schema, name, definition]) => [
      `${schema}.${name}`,
      { query: String(definition), columnNames: [] },
    ]),
  );
}

async function maskedRelation(
  session: Session,
  entry: { schema: string; name: string; masks: Mask[] },
  view: Substitute | undefined,
): Promise<Substitute> {
  const columnNames = await columnNamesOf(session, {
    schema: entry.schema,
    name: entry.name,
    isTemporary: false,
  });
  const expressions = new Map<string, string>();
  for (const mask of entry.masks) {
    // Ascending priority: a later mask of the same column wins.
    const names = new Map(
      mask.columns.map((column, index) => [column, mask.inputs[index] ?? column]),
    );
    mask.outputs.forEach((output, index) => {
      expressions.set(output, renameInExpression(mask.expressions[index] ?? 'NULL', names));
    });
  }
  const items = columnNames.map((column) => {
    const name = quote(column);
    const expression = expressions.get(column);
    return expression === undefined ? name : `${expression} AS ${name}`;
  });
  const source = view
    ? `(${view.query}) AS masked_view (${columnNames.map(quote).join(', ')})`
    : `${quote(entry.schema)}.${quote(entry.name)}`;
  return {
    query: `SELECT ${items.join(', ')} FROM ${source}`,
    columnNames,
    ...(view?.schemas ? { schemas: view.schemas } : {}),
  };
}

/** The views that read one of the relations, directly or through other views, by their own queries. */
async function viewsOver(
  session: Session,
  keys: readonly string[],
  reached: ReadonlySet<string> | undefined,
): Promise<Map<string, Substitute>> {
  const rows = await session.rows(
    `WITH RECURSIVE over(schema_name, name) AS (
      SELECT d.schema_name, d.name FROM pg_internal.dependency d WHERE d.on_schema || '.' || d.on_name IN (${keys.map(literal).join(', ')})
      UNION SELECT d.schema_name, d.name FROM pg_internal.dependency d JOIN over o ON d.on_schema = o.schema_name AND d.on_name = o.name
    ) SELECT r.schema_name, r.name, r.definition FROM over JOIN pg_internal.relation r USING (schema_name, name) WHERE r.kind = 'view'`,
  );
  const views = new Map<string, Substitute>();
  for (const [schema, name, definition] of rows) {
    if (reached && !reached.has(`${schema}.${name}`)) continue;
    const view = { schema: String(schema), name: String(name), isTemporary: false };
    const columnNames = await columnNamesOf(session, view);
    views.set(`${schema}.${name}`, {
      query: fixedColumns(String(definition), columnNames),
      columnNames,
      schemas: Object.fromEntries(await boundSchemas(session, view)),
    });
  }
  return views;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
