import { applyDefaultPrivileges } from '../../../access/privileges.ts';
import { quoted } from '../../../sql/commands/alter-table.ts';
import { engineQuery } from '../../../sql/commands/dml.ts';
import { parseRedshift } from '../../../sql/parse/parse.ts';
import type { RelationName } from '../../../sql/parse/token-cursor.ts';
import type { Plan } from '../../../sql/plan.ts';
import { qualifyRelations } from '../../../sql/rewrite/qualify-relations.ts';
import { SqlError } from '../../../sql/sql-error.ts';
import type { Outcome } from '../../outcome.ts';
import {
  columnsOf,
  enterRelation,
  isLateBinding,
  literal,
  type ResolvedRelation,
  relationKind,
  requireSchema,
  resolve,
  resolvedSql,
} from '../../relations.ts';
import type { Session } from '../../session.ts';
import { boundSchemas, fixColumns } from './bound-views.ts';
import { commentsOf } from './view-comments.ts';

type PlanOf<K extends Plan['kind']> = Extract<Plan, { kind: K }>;

/** CREATE VIEW; OR REPLACE takes the same columns only, as Redshift's does. */
export async function runCreateView(
  session: Session,
  plan: PlanOf<'create-view'>,
): Promise<Outcome> {
  const relation = {
    schema: plan.relation.schema ?? session.currentSchema,
    name: plan.relation.name,
    isTemporary: false,
  };
  await requireSchema(session, relation.schema);
  for (const use of plan.isLateBinding ? plan.uses : [])
    await requireSchema(session, resolve(session, use.relation).schema);
  const kind = await relationKind(session, relation);
  if (kind === 'table')
    throw new SqlError(
      plan.isOrReplace
        ? `"${relation.name}" is not a view`
        : `Relation "${relation.name}" already exists`,
      '42P07',
    );
  if (kind === 'view' && !plan.isOrReplace)
    throw new SqlError(`Relation "${relation.name}" already exists`, '42P07');
  const before = kind === 'view' ? await columnsOf(session, relation) : undefined;
  const kept = before ? await keptOf(session, relation) : undefined;
  const names = plan.columnNames.length > 0 ? ` (${plan.columnNames.map(quoted).join(', ')})` : '';
  if (plan.isMaterialized) return createMaterialized(session, plan, relation);
  const isUnbound = plan.isLateBinding && (await readsMissing(session, plan));
  if (!isUnbound) {
    await session.run(
      `CREATE OR REPLACE VIEW ${resolvedSql(relation)}${names} AS ${plan.querySql}`,
    );
    if (!plan.isLateBinding && plan.hasStar) await fixColumns(session, relation, plan.querySql);
  }
  const key = `schema_name = ${literal(relation.schema)} AND name = ${literal(relation.name)}`;
  if (before) {
    const after = await columnsOf(session, relation);
    if (after.length !== before.length)
      throw new SqlError('cannot change number of columns in view', '42P16');
    before.forEach((column, index) => {
      if (after[index]?.name !== column.name)
        throw new SqlError(`cannot change name of view column "${column.name}"`, '42P16');
      if (after[index]?.engineType !== column.engineType)
        throw new SqlError(`cannot change data type of view column "${column.name}"`, '42P16');
    });
    await session.run(`DELETE FROM pg_internal.relation WHERE ${key}`);
    await session.run(`DELETE FROM pg_internal.dependency WHERE ${key}`);
    for (const statement of kept?.comments ?? []) await session.run(statement);
  }
  await enterRelation(session, {
    ...relation,
    kind: isUnbound ? 'late view' : 'view',
    owner: kept?.owner ?? session.user,
    definition: plan.definition,
    isLateBinding: plan.isLateBinding,
  });
  if (!before) await applyDefaultPrivileges(session, relation.schema, relation.name);
  await enterDependencies(session, plan, relation);
  return { rowCount: 0 };
}

/** Keeps what a view reads. @throws SqlError where that is a temporary table */
async function enterDependencies(
  session: Session,
  plan: PlanOf<'create-view'>,
  relation: ResolvedRelation,
): Promise<void> {
  const dependencies = plan.uses.map((use) => {
    const on = resolve(session, use.relation);
    if (on.isTemporary) {
      throw new SqlError('a view on a temporary table is not supported', '0A000');
    }
    return `(${literal(relation.schema)}, ${literal(relation.name)}, ${literal(on.schema)}, ${literal(on.name)}, ${!plan.isLateBinding})`;
  });
  if (dependencies.length > 0) {
    await session.run(`INSERT INTO pg_internal.dependency VALUES ${dependencies.join(', ')}`);
  }
}

/**
 * What a view keeps when it is replaced: "its other properties such as ownership and granted privileges
 * are preserved", comments among them. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
 */
async function keptOf(
  session: Session,
  relation: ResolvedRelation,
): Promise<{ owner: string; comments: string[] }> {
  const [row] = await session.rows(
    `SELECT owner FROM pg_internal.relation WHERE schema_name = ${literal(relation.schema)} AND name = ${literal(relation.name)}`,
  );
  return {
    owner: String(row?.[0] ?? session.user),
    comments: await commentsOf(session, relation),
  };
}

/** True where a late-binding view reads what is not there yet: it is then read by its query alone. */
async function readsMissing(session: Session, plan: PlanOf<'create-view'>): Promise<boolean> {
  for (const use of plan.uses) {
    if ((await relationKind(session, resolve(session, use.relation))) === undefined) return true;
  }
  return false;
}

/** A materialized view is a table that REFRESH fills anew from the view's query. */
async function createMaterialized(
  session: Session,
  plan: PlanOf<'create-view'>,
  relation: ResolvedRelation,
): Promise<Outcome> {
  for (const use of plan.uses) {
    const on = resolve(session, use.relation);
    if (await isLateBinding(session, on)) {
      throw new SqlError('Materialized views cannot be created on late-binding views', '0A000');
    }
  }
  const names = plan.columnNames.length > 0 ? ` (${plan.columnNames.map(quoted).join(', ')})` : '';
  await session.run(`CREATE TABLE ${resolvedSql(relation)}${names} AS ${plan.querySql}`);
  await enterRelation(session, {
    ...relation,
    kind: 'materialized view',
    owner: session.user,
    definition: plan.definition,
    isLateBinding: false,
  });
  await applyDefaultPrivileges(session, relation.schema, relation.name);
  await enterDependencies(session, plan, relation);
  return { rowCount: 0 };
}

/** REFRESH MATERIALIZED VIEW. */
export async function runRefresh(session: Session, plan: PlanOf<'refresh-view'>): Promise<Outcome> {
  const relation = resolve(session, plan.relation);
  const [row] = await session.rows(
    `SELECT definition FROM pg_internal.relation WHERE kind = 'materialized view' AND schema_name = ${literal(relation.schema)} AND name = ${literal(relation.name)}`,
  );
  if (!row) throw new SqlError(`materialized view "${relation.name}" does not exist`, '42P01');
  const schemas = await boundSchemas(session, relation);
  const query = engineQuery(qualifyRelations(parseRedshift(String(row[0])), schemas));
  await session.run(`DELETE FROM ${resolvedSql(relation)}`);
  await session.run(`INSERT INTO ${resolvedSql(relation)} ${query}`);
  return { rowCount: 0 };
}

/** SHOW VIEW: the definition of any kind of view. */
export async function runShowView(session: Session, name: RelationName): Promise<Outcome> {
  const relation = resolve(session, name);
  const where = `schema_name = ${literal(relation.schema)} AND name = ${literal(relation.name)} AND definition IS NOT NULL`;
  const result = await session.query(
    `SELECT definition || ';' AS "Show View DDL statement" FROM pg_internal.relation WHERE ${where}`,
  );
  if (result.rowCount === 0) throw new SqlError(`View "${name.name}" does not exist`, '42P01');
  return { rowCount: 1, result };
}

/** COMMENT ON; a column of a late-binding view takes none. */
export async function runComment(session: Session, plan: PlanOf<'comment'>): Promise<Outcome> {
  if (plan.on === 'SCHEMA' || plan.on === 'DATABASE' || plan.on === 'OTHER') return { rowCount: 0 };
  const relation = resolve(session, plan.relation);
  const kind = await relationKind(session, relation);
  if (kind === undefined)
    throw new SqlError(`relation "${plan.relation.name}" does not exist`, '42P01');
  const text = plan.text === null ? 'NULL' : literal(plan.text);
  if (plan.on !== 'COLUMN') {
    await session.run(
      `COMMENT ON ${kind === 'view' ? 'VIEW' : 'TABLE'} ${resolvedSql(relation)} IS ${text}`,
    );
    return { rowCount: 0 };
  }
  const column = plan.column ?? '';
  if (await isLateBinding(session, relation)) {
    throw new SqlError(`column "${column}" of relation "${relation.name}" does not exist`, '42703');
  }
  // The engine itself refuses a column that is not there: listing a view's columns binds every view.
  await session.run(`COMMENT ON COLUMN ${resolvedSql(relation)}.${quoted(column)} IS ${text}`);
  return { rowCount: 0 };
}
