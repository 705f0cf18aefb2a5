import { quoted } from '../../sql/commands/alter-table.ts';
import type { Plan } from '../../sql/plan.ts';
import { SqlError } from '../../sql/sql-error.ts';
import type { Outcome } from '../outcome.ts';
import {
  type CatalogColumn,
  columnsOf,
  literal,
  markColumn,
  type ResolvedRelation,
  relationKind,
  resolve,
  resolvedSql,
} from '../relations.ts';
import type { Session } from '../session.ts';
import { limitsOf } from '../temporary-tables.ts';
import { dropRelation } from './drop-relations.ts';
import { columnSql, createdName, definedColumn } from './execute-definitions.ts';
import { dropKey, forgetKeysOf, keepKeys, renameInKeys } from './keys.ts';
import {
  brokenViews,
  refuseDropUnder,
  renameColumnUnderViews,
  renameUnderViews,
} from './views/bound-views.ts';

type PlanOf<K extends Plan['kind']> = Extract<Plan, { kind: K }>;

/**
 * ALTER TABLE. The engine can't alter a table that carries checks, and every VARCHAR has one: so a
 * changed table is built anew, filled from the old one and put in its place, in the transaction.
 */
export async function runAlterTable(
  session: Session,
  plan: PlanOf<'alter-table'>,
): Promise<Outcome> {
  const relation = resolve(session, plan.relation);
  const kind = await relationKind(session, relation);
  if (kind === 'view' && plan.action !== 'rename')
    throw new SqlError(`"${relation.name}" is not a table`, '42809');
  if (kind === undefined) throw new SqlError(`relation "${relation.name}" does not exist`, '42P01');
  const columns = await columnsOf(session, relation);
  switch (plan.action) {
    case 'rename':
      return rename(session, relation, plan.sql);
    case 'rename-column': {
      const [, from = '', to = ''] =
        /^RENAME COLUMN "((?:[^"]|"")+)" TO "((?:[^"]|"")+)"$/.exec(plan.sql) ?? [];
      requireColumn(columns, relation, from);
      await renameInKeys(session, relation, from, to);
      const renamed = columns.map((column) => ({
        column: column.name === from ? { ...column, name: to } : column,
        from: quoted(column.name),
      }));
      if (columns.some((column) => column.name === to))
        throw new SqlError(`column "${to}" of relation "${relation.name}" already exists`, '42701');
      const names = columns.map((column) => column.name);
      await renameColumnUnderViews(session, relation, names, [from, to], () =>
        rebuild(session, relation, renamed),
      );
      return { rowCount: 0 };
    }
    case 'drop-column':
    case 'drop-column-cascade': {
      const [, name = ''] = /^DROP COLUMN "((?:[^"]|"")+)"$/.exec(plan.sql) ?? [];
      requireColumn(columns, relation, name);
      if (columns.length === 1)
        throw new SqlError('cannot drop the only column of a table', '0A000');
      await forgetKeysOf(session, relation, name);
      const left = columns
        .filter((column) => column.name !== name)
        .map((column) => ({ column, from: quoted(column.name) }));
      const broken = await brokenViews(session, relation, () => rebuild(session, relation, left));
      if (plan.action === 'drop-column') refuseDropUnder(relation.name, name, broken);
      for (const view of broken) await dropRelation(session, view, 'view', true);
      return { rowCount: 0 };
    }
    case 'add-column': {
      const added = plan.column;
      if (!added) throw new SqlError('ALTER TABLE ADD COLUMN lacks its column', '42601');
      if (columns.some((column) => column.name === added.name))
        throw new SqlError(
          `column "${added.name}" of relation "${relation.name}" already exists`,
          '42701',
        );
      if (added.isNotNull && added.defaultSql === undefined)
        throw new SqlError(
          'ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression',
          '0A000',
        );
      const column = definedColumn(added, added.defaultSql);
      const done = await rebuild(session, relation, [
        ...columns.map((item) => ({ column: item, from: quoted(item.name) })),
        { column, from: added.defaultSql ?? 'NULL' },
      ]);
      await keepKeys(session, relation, plan.key ? [plan.key] : []);
      if (column.isFixedLength) await markColumn(session, relation, 'has_fixed_length');
      if (column.engineType === 'JSON') await markColumn(session, relation, 'has_super');
      return done;
    }
    case 'add-key':
      await keepKeys(session, relation, plan.key ? [plan.key] : []);
      return { rowCount: 0 };
    case 'drop-key':
      await dropKey(session, relation, plan.sql);
      return { rowCount: 0 };
    case 'alter-type': {
      const changed = plan.column;
      const old = columns.find((column) => column.name === changed?.name);
      if (!changed || !old)
        throw new SqlError(
          `column "${changed?.name ?? ''}" of relation "${relation.name}" does not exist`,
          '42703',
        );
      if (old.maxBytes === undefined || changed.type.maxBytes === undefined)
        throw new SqlError(`target data type is not supported for column "${old.name}"`, '0A000');
      return rebuild(
        session,
        relation,
        columns.map((column) => ({
          column: column === old ? { ...old, maxBytes: changed.type.maxBytes } : column,
          from: quoted(column.name),
        })),
      );
    }
    default:
      throw new SqlError(
        `ALTER TABLE ${plan.action} is not covered by this local warehouse`,
        '0A000',
      );
  }
}

function requireColumn(
  columns: readonly CatalogColumn[],
  relation: ResolvedRelation,
  name: string,
): void {
  if (!columns.some((column) => column.name === name))
    throw new SqlError(`column "${name}" of relation "${relation.name}" does not exist`, '42703');
}

/** Views that are bound to the relation go on reading it. */
async function rename(session: Session, relation: ResolvedRelation, sql: string): Promise<Outcome> {
  const [, to = ''] = /^RENAME TO "((?:[^"]|"")+)"$/.exec(sql) ?? [];
  if ((await relationKind(session, { ...relation, name: to })) !== undefined)
    throw new SqlError(`Relation "${to}" already exists`, '42P07');
  if (relation.isTemporary) {
    await session.run(`ALTER TABLE ${resolvedSql(relation)} ${sql}`);
    session.temporaryTables.rename(relation.name, to);
    return { rowCount: 0 };
  }
  await renameUnderViews(session, relation, to, () => renameOne(session, relation, to, sql));
  return { rowCount: 0 };
}

/** What the warehouse knows of a relation goes with its name. */
async function renameOne(
  session: Session,
  relation: ResolvedRelation,
  to: string,
  sql: string,
): Promise<void> {
  const kind = (await relationKind(session, relation)) === 'view' ? 'VIEW' : 'TABLE';
  await session.run(`ALTER ${kind} ${resolvedSql(relation)} ${sql}`);
  const schema = `schema_name = ${literal(relation.schema)}`;
  for (const table of [
    'relation',
    'dependency',
    'key_constraint',
    'privilege',
    'masking_attachment',
  ])
    await session.run(
      `UPDATE pg_internal.${table} SET name = ${literal(to)} WHERE ${schema} AND name = ${literal(relation.name)}`,
    );
  await session.run(
    `UPDATE pg_internal.identity_column SET table_name = ${literal(to)} WHERE ${schema} AND table_name = ${literal(relation.name)}`,
  );
  await session.run(
    `UPDATE pg_internal.key_constraint SET target_name = ${literal(to)} WHERE target_schema = ${literal(relation.schema)} AND target_name = ${literal(relation.name)}`,
  );
}

async function rebuild(
  session: Session,
  relation: ResolvedRelation,
  parts: { column: CatalogColumn; from: string }[],
): Promise<Outcome> {
  const target = resolvedSql(relation);
  const rebuilt = { ...relation, name: `pg_rebuilt_${relation.name}` };
  const made = resolvedSql(rebuilt);
  const definitions = parts.map(({ column }) => columnSql(column));
  const place = `${relation.isTemporary ? "database_name = 'temp'" : `database_name = current_database() AND schema_name = ${literal(relation.schema)}`} AND table_name = ${literal(relation.name)} AND comment IS NOT NULL`;
  const comments = await session.rows(
    `SELECT column_name, comment FROM duckdb_columns() WHERE ${place} UNION ALL SELECT NULL, comment FROM duckdb_tables() WHERE ${place}`,
  );
  await session.run(`CREATE ${createdName(rebuilt)} (${definitions.join(', ')})`);
  await session.run(
    `INSERT INTO ${made} SELECT ${parts.map(({ from }) => from).join(', ')} FROM ${target}`,
  );
  await session.run(`DROP TABLE ${target}`);
  await session.run(`ALTER TABLE ${made} RENAME TO ${quoted(relation.name)}`);
  if (relation.isTemporary)
    session.temporaryTables.set(relation.name, limitsOf(parts.map(({ column }) => column)));
  for (const [name, comment] of comments) {
    if (name === null)
      await session.run(`COMMENT ON TABLE ${target} IS ${literal(String(comment))}`);
    else if (parts.some(({ column }) => column.name === name)) {
      await session.run(
        `COMMENT ON COLUMN ${target}.${quoted(String(name))} IS ${literal(String(comment))}`,
      );
    }
  }
  return { rowCount: 0 };
}
