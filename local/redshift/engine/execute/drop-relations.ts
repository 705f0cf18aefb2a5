import type { Plan } from '../../sql/plan.ts';
import { SqlError } from '../../sql/sql-error.ts';
import type { Outcome } from '../outcome.ts';
import {
  literal,
  type ResolvedRelation,
  relationKind,
  resolve,
  resolvedSql,
} from '../relations.ts';
import type { Session } from '../session.ts';
import { tablesThatPointTo } from './keys.ts';

/** DROP TABLE and DROP VIEW: refused while bound views depend on the relation, unless CASCADE. */
export async function runDropRelations(
  session: Session,
  plan: Extract<Plan, { kind: 'drop-relation' }>,
): Promise<Outcome> {
  const dropped: ResolvedRelation[] = [];
  for (const name of plan.relations) {
    const relation = resolve(session, name);
    if ((await relationKind(session, relation)) !== undefined) dropped.push(relation);
    else if (!plan.isIfExists)
      throw new SqlError(
        `${plan.what === 'table' ? 'Table' : 'View'} "${name.name}" does not exist`,
        '42P01',
      );
  }
  const what = plan.what === 'view' ? 'view' : 'table';
  for (const relation of dropped) {
    // CASCADE may have taken it along with one before.
    if ((await relationKind(session, relation)) !== undefined)
      await dropRelation(session, relation, what, plan.isCascade, dropped);
  }
  return { rowCount: 0 };
}

/**
 * Drops a relation of a kind, and with CASCADE the views that are bound to it and the foreign keys that
 * point to it.
 * @param together what the same statement drops: it may depend on the relation
 */
export async function dropRelation(
  session: Session,
  relation: ResolvedRelation,
  expected: 'table' | 'view',
  isCascade: boolean,
  together: readonly ResolvedRelation[] = [],
): Promise<void> {
  const kind = await relationKind(session, relation);
  if (kind !== undefined && kind !== expected)
    throw new SqlError(`"${relation.name}" is not a ${expected}`, '42809');
  if (relation.isTemporary) {
    await session.run(`DROP TABLE ${resolvedSql(relation)}`);
    session.temporaryTables.delete(relation.name);
    return;
  }
  const where = `on_schema = ${literal(relation.schema)} AND on_name = ${literal(relation.name)}`;
  const dependents = await session.rows(
    `SELECT schema_name, name FROM pg_internal.dependency WHERE is_bound AND ${where}`,
  );
  const inTheWay = [
    ...dependents.map(([schema, name]) => ({ schema: String(schema), name: String(name) })),
    ...(expected === 'table' ? await tablesThatPointTo(session, relation) : []),
  ].filter(({ schema, name }) =>
    together.every((other) => other.schema !== schema || other.name !== name),
  );
  if (inTheWay.length > 0 && !isCascade) {
    throw new SqlError(
      `cannot drop ${expected} ${relation.name} because other objects depend on it\n  Hint: Use DROP ... CASCADE to drop the dependent objects too.`,
      '2BP01',
    );
  }
  for (const [schema, name] of isCascade ? dependents : []) {
    const dependent = { schema: String(schema), name: String(name), isTemporary: false };
    const kind = await relationKind(session, dependent);
    if (kind !== undefined) await dropRelation(session, dependent, kind, true);
  }
  await session.run(
    `DROP ${expected === 'table' ? 'TABLE' : 'VIEW'} IF EXISTS ${resolvedSql(relation)}`,
  );
  await forget(session, relation);
}

/** Forgets what the warehouse knew of a dropped relation: its grants and masks go with it. */
async function forget(session: Session, relation: ResolvedRelation): Promise<void> {
  const schema = `schema_name = ${literal(relation.schema)}`;
  for (const table of [
    'relation',
    'dependency',
    'key_constraint',
    'privilege',
    'masking_attachment',
  ]) {
    await session.run(
      `DELETE FROM pg_internal.${table} WHERE ${schema} AND name = ${literal(relation.name)}`,
    );
  }
  await session.run(
    `DELETE FROM pg_internal.identity_column WHERE ${schema} AND table_name = ${literal(relation.name)}`,
  );
  await session.run(
    `DELETE FROM pg_internal.key_constraint WHERE target_schema = ${literal(relation.schema)} AND target_name = ${literal(relation.name)}`,
  );
}
