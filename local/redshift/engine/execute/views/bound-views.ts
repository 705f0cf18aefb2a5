import { quoted } from '../../../sql/commands/alter-table.ts';
import { engineQuery } from '../../../sql/commands/dml.ts';
import { parseRedshift } from '../../../sql/parse/parse.ts';
import type { RelationName } from '../../../sql/parse/token-cursor.ts';
import { qualifyRelations } from '../../../sql/rewrite/qualify-relations.ts';
import { replaceRelation } from '../../../sql/rewrite/rename-relation.ts';
import { notCovered, SqlError } from '../../../sql/sql-error.ts';
import {
  columnNamesOf,
  literal,
  type ResolvedRelation,
  resolvedSql,
  tableInfo,
} from '../../relations.ts';
import type { Session } from '../../session.ts';
import { commentsOf } from './view-comments.ts';

interface Reader {
  view: ResolvedRelation;
  kind: string;
  definition: string;
  columns: string[];
  comments: string[];
}

/** The schemas of the relations that a view was bound to, by name. */
export async function boundSchemas(
  session: Session,
  view: { schema: string; name: string },
): Promise<Map<string, string>> {
  const rows = await session.rows(
    `SELECT on_name, on_schema FROM pg_internal.dependency WHERE schema_name = ${literal(view.schema)} AND name = ${literal(view.name)}`,
  );
  return new Map(rows.map(([name, schema]) => [String(name), String(schema)]));
}

/** A view's query with the columns that it had when it was made, whatever its stars mean by now. */
export function fixedColumns(query: string, columns: readonly string[]): string {
  const names = columns.map(quoted).join(', ');
  return `SELECT ${names} FROM (${query}) AS "pg_view" (${names})`;
}

/** Makes a bound view again so that its stars go on standing for the columns of now. */
export async function fixColumns(
  session: Session,
  view: ResolvedRelation,
  querySql: string,
): Promise<void> {
  const columns = (await tableInfo(session, view)).map(([name]) => String(name));
  await session.run(
    `CREATE OR REPLACE VIEW ${resolvedSql(view)} AS ${fixedColumns(querySql, columns)}`,
  );
}

async function readersOf(session: Session, relation: ResolvedRelation): Promise<Reader[]> {
  const rows = await session.rows(
    `SELECT DISTINCT r.schema_name, r.name, r.kind, r.definition FROM pg_internal.dependency d JOIN pg_internal.relation r USING (schema_name, name)
    WHERE d.is_bound AND d.on_schema = ${literal(relation.schema)} AND d.on_name = ${literal(relation.name)}`,
  );
  const readers: Reader[] = [];
  for (const [schema, name, kind, definition] of rows) {
    const view = { schema: String(schema), name: String(name), isTemporary: false };
    const columns = await columnNamesOf(session, view);
    const comments = kind === 'view' ? await commentsOf(session, view) : [];
    readers.push({ view, kind: String(kind), definition: String(definition), columns, comments });
  }
  return readers;
}

/**
 * Renames a relation under the views that are bound to it: they go on reading it, by its new name.
 * @param rename renames the relation itself
 */
export async function renameUnderViews(
  session: Session,
  relation: ResolvedRelation,
  to: string,
  rename: () => Promise<void>,
): Promise<void> {
  const readers = await readersOf(session, relation);
  await rename();
  await session.run(
    `UPDATE pg_internal.dependency SET on_name = ${literal(to)} WHERE on_schema = ${literal(relation.schema)} AND on_name = ${literal(relation.name)} AND is_bound`,
  );
  for (const reader of readers)
    await replaceDefinition(session, reader, readingInstead(reader, relation, { name: to }));
}

/** A view's definition with something else in the place of a relation. */
function readingInstead(
  { definition }: Reader,
  relation: ResolvedRelation,
  by: Parameters<typeof replaceRelation>[3],
): string {
  const isMeant = ({ schema, name }: RelationName) =>
    name === relation.name && (schema ?? relation.schema) === relation.schema;
  return replaceRelation(definition, parseRedshift(definition), isMeant, by);
}

/** The engine's query of a view, in the schemas that the view was bound to. */
async function engineQueryOf(
  session: Session,
  { view }: Reader,
  definition: string,
): Promise<string> {
  const schemas = await boundSchemas(session, view);
  return engineQuery(qualifyRelations(parseRedshift(definition), schemas));
}

/** Gives a view another query of the same columns, which keep their comments. */
async function replaceDefinition(
  session: Session,
  reader: Reader,
  definition: string,
): Promise<void> {
  const { view, kind, columns, comments } = reader;
  await session.run(
    `UPDATE pg_internal.relation SET definition = ${literal(definition)} WHERE schema_name = ${literal(view.schema)} AND name = ${literal(view.name)}`,
  );
  if (kind !== 'view') return;
  const query = await engineQueryOf(session, reader, definition);
  await session.run(
    `CREATE OR REPLACE VIEW ${resolvedSql(view)} AS ${fixedColumns(query, columns)}`,
  );
  for (const comment of comments) await session.run(comment);
}

/**
 * Renames a column under the views that are bound to its table: those that name it read the table with the
 * column's old name.
 * @param columns of the table, by their names now
 * @param rename renames the column itself
 */
export async function renameColumnUnderViews(
  session: Session,
  relation: ResolvedRelation,
  columns: readonly string[],
  [from, to]: readonly [from: string, to: string],
  rename: () => Promise<unknown>,
): Promise<void> {
  const readers = await readersOf(session, relation);
  await rename();
  const items = columns.map((name) =>
    name === from ? `${quoted(to)} AS ${quoted(from)}` : quoted(name),
  );
  const query = `(SELECT ${items.join(', ')} FROM ${resolvedSql(relation)})`;
  let left = readers;
  while (left.length > 0) {
    const later: Reader[] = [];
    for (const reader of left) {
      if (await isReadable(session, reader, reader.definition)) continue;
      const definition = readingInstead(reader, relation, { query });
      if (await isReadable(session, reader, definition))
        await replaceDefinition(session, reader, definition);
      // It reads another of these views, which comes first.
      else later.push(reader);
    }
    if (later.length === left.length)
      throw notCovered(`renaming "${from}", which the view "${later[0]?.view.name}" reads,`);
    left = later;
  }
}

async function isReadable(session: Session, reader: Reader, definition: string): Promise<boolean> {
  try {
    await session.describe(await engineQueryOf(session, reader, definition));
    return true;
  } catch {
    return false;
  }
}

/**
 * Changes a column under the views that are bound to its table.
 * @param change does it
 * @returns the views that name the column and can't be read any more
 */
export async function brokenViews(
  session: Session,
  relation: ResolvedRelation,
  change: () => Promise<unknown>,
): Promise<ResolvedRelation[]> {
  const readers = await readersOf(session, relation);
  await change();
  const broken: ResolvedRelation[] = [];
  for (const { view, kind } of readers) {
    if (kind !== 'view') continue;
    try {
      await session.rows(`SELECT 1 FROM ${resolvedSql(view)} LIMIT 0`);
    } catch {
      broken.push(view);
    }
  }
  return broken;
}

/** @throws SqlError where views name a column that is to be dropped */
export function refuseDropUnder(
  table: string,
  column: string,
  broken: readonly ResolvedRelation[],
): void {
  if (broken.length > 0)
    throw new SqlError(
      `cannot drop table ${table} column ${column} because other objects depend on it\n  Hint: Use DROP ... CASCADE to drop the dependent objects too.`,
      '2BP01',
    );
}
