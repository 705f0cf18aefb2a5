import type { KeyDefinition } from '../../sql/plan.ts';
import { SqlError } from '../../sql/sql-error.ts';
import { columnNamesOf, literal, type ResolvedRelation, resolve } from '../relations.ts';
import type { Session } from '../session.ts';

/*
 * Keys are information for the planner and for tools, which draw relations by them; no row is
 * checked: https://docs.aws.amazon.com/redshift/latest/dg/t_Defining_constraints.html
 */

const SUFFIXES = { primary: 'pkey', unique: 'key', foreign: 'fkey' } as const;

function list(names: readonly string[]): string {
  return `[${names.map(literal).join(', ')}]`;
}

function ofTable({ schema, name }: ResolvedRelation): string {
  return `schema_name = ${literal(schema)} AND name = ${literal(name)}`;
}

/** Keeps the keys of a table. @throws SqlError for a column that the table has not, and for a second primary key */
export async function keepKeys(
  session: Session,
  relation: ResolvedRelation,
  keys: readonly KeyDefinition[],
): Promise<void> {
  if (keys.length === 0) return;
  const known = new Set(await columnNamesOf(session, relation));
  const missing = keys.flatMap(({ columns }) => columns).find((name) => !known.has(name));
  if (missing !== undefined)
    throw new SqlError(`column "${missing}" named in key does not exist`, '42703');
  if (relation.isTemporary) return;
  for (const key of keys) {
    if (key.kind === 'primary') await refuseSecondPrimaryKey(session, relation);
    const column = key.kind === 'primary' ? '' : `_${key.columns[0] ?? ''}`;
    const name = key.name ?? `${relation.name}${column}_${SUFFIXES[key.kind]}`;
    const target = key.target && (await targetOf(session, key.target));
    const values = [literal(relation.schema), literal(relation.name), literal(name)];
    values.push(literal(key.kind), list(key.columns), ...(target ?? ['NULL', 'NULL', 'NULL']));
    await session.run(`INSERT INTO pg_internal.key_constraint VALUES (${values.join(', ')})`);
  }
}

async function refuseSecondPrimaryKey(session: Session, relation: ResolvedRelation): Promise<void> {
  const found = await session.rows(
    `SELECT 1 FROM pg_internal.key_constraint WHERE ${ofTable(relation)} AND kind = 'primary'`,
  );
  if (found.length > 0)
    throw new SqlError(
      `multiple primary keys for table "${relation.name}" are not allowed`,
      '42P16',
    );
}

/** Schema, table and columns that a foreign key points to. */
async function targetOf(
  session: Session,
  target: NonNullable<KeyDefinition['target']>,
): Promise<string[]> {
  const relation = resolve(session, target.relation);
  const known = await columnNamesOf(session, relation);
  if (known.length === 0) throw new SqlError(`relation "${relation.name}" does not exist`, '42P01');
  const missing = target.columns.find((name) => !known.includes(name));
  if (missing !== undefined)
    throw new SqlError(
      `column "${missing}" referenced in foreign key constraint does not exist`,
      '42703',
    );
  const columns =
    target.columns.length > 0
      ? list(target.columns)
      : `(SELECT max(columns) FROM pg_internal.key_constraint WHERE ${ofTable(relation)} AND kind = 'primary')`;
  return [literal(relation.schema), literal(relation.name), columns];
}

/** @throws SqlError where the table has no such key */
export async function dropKey(
  session: Session,
  relation: ResolvedRelation,
  name: string,
): Promise<void> {
  const where = `${ofTable(relation)} AND constraint_name = ${literal(name)}`;
  const found = await session.rows(`SELECT 1 FROM pg_internal.key_constraint WHERE ${where}`);
  if (found.length === 0) throw new SqlError(`constraint "${name}" does not exist`, '42704');
  await session.run(`DELETE FROM pg_internal.key_constraint WHERE ${where}`);
}

/** The tables whose foreign keys point to a table, without itself. */
export async function tablesThatPointTo(
  session: Session,
  { schema, name }: ResolvedRelation,
): Promise<ResolvedRelation[]> {
  const rows = await session.rows(
    `SELECT DISTINCT schema_name, name FROM pg_internal.key_constraint WHERE target_schema = ${literal(schema)} AND target_name = ${literal(name)} AND (schema_name, name) <> (${literal(schema)}, ${literal(name)})`,
  );
  return rows.map((row) => ({ schema: String(row[0]), name: String(row[1]), isTemporary: false }));
}

/** Keys go with a column that is dropped. */
export async function forgetKeysOf(
  session: Session,
  relation: ResolvedRelation,
  column: string,
): Promise<void> {
  const isTarget = `target_schema = ${literal(relation.schema)} AND target_name = ${literal(relation.name)}`;
  await session.run(
    `DELETE FROM pg_internal.key_constraint WHERE (${ofTable(relation)} AND list_contains(columns, ${literal(column)}))
      OR (${isTarget} AND list_contains(target_columns, ${literal(column)}))`,
  );
}

/** Keys follow a column's new name. */
export async function renameInKeys(
  session: Session,
  relation: ResolvedRelation,
  from: string,
  to: string,
): Promise<void> {
  const renamed = (columns: string) =>
    `list_transform(${columns}, lambda x: CASE WHEN x = ${literal(from)} THEN ${literal(to)} ELSE x END)`;
  const isTarget = `target_schema = ${literal(relation.schema)} AND target_name = ${literal(relation.name)}`;
  await session.run(
    `UPDATE pg_internal.key_constraint SET columns = ${renamed('columns')} WHERE ${ofTable(relation)}`,
  );
  await session.run(
    `UPDATE pg_internal.key_constraint SET target_columns = ${renamed('target_columns')} WHERE ${isTarget}`,
  );
}
