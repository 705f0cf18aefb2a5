import { randomUUID } from 'node:crypto';
import { applyDefaultPrivileges } from '../../access/privileges.ts';
import { quoted } from '../../sql/commands/alter-table.ts';
import type { ColumnDefinition, Plan } from '../../sql/plan.ts';
import { SqlError } from '../../sql/sql-error.ts';
import type { Outcome } from '../outcome.ts';
import {
  type CatalogColumn,
  columnsOf,
  enterRelation,
  literal,
  type ResolvedRelation,
  relationKind,
  requireSchema,
  resolve,
  resolvedSql,
  tableInfo,
} from '../relations.ts';
import type { Session } from '../session.ts';
import { limitsOf } from '../temporary-tables.ts';
import { keepKeys } from './keys.ts';

type PlanOf<K extends Plan['kind']> = Extract<Plan, { kind: K }>;

const DONE: Outcome = { rowCount: 0 };

export async function runCreateSchema(
  session: Session,
  plan: PlanOf<'create-schema'>,
): Promise<Outcome> {
  const { schemas } = await session.catalogue.register();
  if (schemas.has(plan.name)) {
    if (plan.isIfNotExists) return DONE;
    throw new SqlError(`Schema "${plan.name}" already exists`, '42P06');
  }
  await session.run(`CREATE SCHEMA ${quoted(plan.name)}`);
  await session.run(
    `INSERT INTO pg_internal.schema_owner VALUES (${literal(plan.name)}, ${literal(plan.owner ?? session.user)})`,
  );
  return DONE;
}

export async function runDropSchemas(
  session: Session,
  plan: PlanOf<'drop-schema'>,
): Promise<Outcome> {
  for (const name of plan.names) {
    const { schemas } = await session.catalogue.register();
    if (!schemas.has(name)) {
      if (plan.isIfExists) continue;
      throw new SqlError(`schema "${name}" does not exist`, '3F000');
    }
    const members = await session.rows(
      `SELECT 1 FROM pg_internal.relation WHERE schema_name = ${literal(name)} LIMIT 1`,
    );
    if (members.length > 0 && !plan.isCascade)
      throw new SqlError(`cannot drop schema ${name} because other objects depend on it`, '2BP01');
    await session.run(`DROP SCHEMA ${quoted(name)} CASCADE`);
    for (const table of [
      'relation',
      'dependency',
      'schema_owner',
      'identity_column',
      'key_constraint',
      'privilege',
      'default_privilege',
      'masking_attachment',
    ]) {
      await session.run(`DELETE FROM pg_internal.${table} WHERE schema_name = ${literal(name)}`);
    }
    await session.run(
      `DELETE FROM pg_internal.key_constraint WHERE target_schema = ${literal(name)}`,
    );
  }
  return DONE;
}

/** Resolves the name of a relation to be created; undefined where it exists and that is allowed. */
async function newRelation(
  session: Session,
  plan: PlanOf<'create-table'> | PlanOf<'create-table-as'>,
): Promise<ResolvedRelation | undefined> {
  const relation: ResolvedRelation = plan.isTemporary
    ? { schema: 'pg_temp', name: plan.relation.name, isTemporary: true }
    : {
        schema: plan.relation.schema ?? session.currentSchema,
        name: plan.relation.name,
        isTemporary: false,
      };
  if (!relation.isTemporary) await requireSchema(session, relation.schema);
  if ((await relationKind(session, relation)) === undefined) return relation;
  if (plan.isIfNotExists) return undefined;
  throw new SqlError(`Relation "${relation.name}" already exists`, '42P07');
}

/** What CREATE says of a table: the engine takes no catalogue in the name of a temporary one that it creates. */
export function createdName(relation: ResolvedRelation): string {
  return relation.isTemporary
    ? `TEMP TABLE ${quoted(relation.name)}`
    : `TABLE ${resolvedSql(relation)}`;
}

async function register(
  session: Session,
  relation: ResolvedRelation,
  columns: readonly CatalogColumn[],
): Promise<void> {
  const hasSuper = columns.some(({ engineType }) => engineType === 'JSON');
  if (hasSuper) session.onSuper();
  if (relation.isTemporary) {
    session.temporaryTables.set(relation.name, limitsOf(columns));
    return;
  }
  await enterRelation(session, {
    ...relation,
    kind: 'table',
    owner: session.user,
    isLateBinding: false,
    hasFixedLength: columns.some(({ isFixedLength }) => isFixedLength),
    hasSuper,
  });
  await applyDefaultPrivileges(session, relation.schema, relation.name);
}

/** A column as a statement defines it. */
export function definedColumn(
  { name, type, isNotNull }: ColumnDefinition,
  defaultSql: string | undefined,
): CatalogColumn {
  return {
    name,
    engineType: type.engine,
    isNotNull,
    defaultSql,
    maxBytes: type.maxBytes,
    isFixedLength: type.isFixedLength === true,
  };
}

/** A column of CREATE TABLE in the engine's grammar; a character column's byte limit is a check. */
export function columnSql(column: CatalogColumn): string {
  const { engineType, defaultSql, isNotNull, maxBytes, isFixedLength } = column;
  const name = quoted(column.name);
  const parts = [name, engineType];
  if (defaultSql !== undefined) parts.push(`DEFAULT (${defaultSql})`);
  if (isNotNull) parts.push('NOT NULL');
  // The second condition says nothing but that the column is CHAR, whose blanks at the end don't count.
  const length = isFixedLength ? `strlen(rtrim(${name}, ' '))` : `strlen(${name})`;
  const mark = isFixedLength ? ` AND strlen(${name}) >= 0` : '';
  if (maxBytes !== undefined) parts.push(`CHECK (${length} <= ${maxBytes}${mark})`);
  return parts.join(' ');
}

export async function runCreateTable(
  session: Session,
  plan: PlanOf<'create-table'>,
): Promise<Outcome> {
  const relation = await newRelation(session, plan);
  if (!relation) return DONE;
  const columns: CatalogColumn[] = [];
  for (const like of plan.like ?? []) {
    const copied = await columnsOf(session, resolve(session, like.source));
    if (copied.length === 0)
      throw new SqlError(`relation "${like.source.name}" does not exist`, '42P01');
    for (const column of copied)
      columns.push(like.isWithDefaults ? column : { ...column, defaultSql: undefined });
  }
  for (const column of plan.columns) {
    const defaultSql = column.identity
      ? await makeIdentity(session, relation, column.name, column.identity)
      : column.defaultSql;
    columns.push(definedColumn(column, defaultSql));
  }
  await session.run(`CREATE ${createdName(relation)} (${columns.map(columnSql).join(', ')})`);
  await register(session, relation, columns);
  await keepKeys(session, relation, plan.keys);
  return DONE;
}

/** Makes what an identity column counts with. @returns the column's default */
async function makeIdentity(
  session: Session,
  relation: ResolvedRelation,
  column: string,
  { seed, step, isByDefault }: NonNullable<ColumnDefinition['identity']>,
): Promise<string> {
  const sequence = `pg_internal."identity_${randomUUID()}"`;
  const bounds =
    step < 0
      ? 'MINVALUE -9223372036854775807 MAXVALUE 9223372036854775807'
      : `MINVALUE ${Math.min(seed, 0)}`;
  await session.run(
    `CREATE SEQUENCE ${sequence} START WITH ${seed} INCREMENT BY ${step} ${bounds}`,
  );
  if (!relation.isTemporary)
    await session.run(
      `INSERT INTO pg_internal.identity_column VALUES (${literal(relation.schema)}, ${literal(relation.name)}, ${literal(column)}, ${isByDefault})`,
    );
  return `nextval('${sequence}')`;
}

export async function runCreateTableAs(
  session: Session,
  plan: PlanOf<'create-table-as'>,
): Promise<Outcome> {
  const relation = await newRelation(session, plan);
  if (!relation) return DONE;
  const names = plan.columnNames.length > 0 ? `(${plan.columnNames.map(quoted).join(', ')})` : '';
  // A sum of integers is numeric(38,0) in Redshift; the engine's own type for it is no column type there.
  const result = await session.run(`CREATE ${createdName(relation)} ${names} AS ${plan.querySql}`);
  // Its columns are known when it is there.
  // No check comes with them.
  const columns = (await tableInfo(session, relation)).map(([name, type]) =>
    definedColumn(
      { name: String(name), type: { engine: String(type), name: '' }, isNotNull: false },
      undefined,
    ),
  );
  await register(session, relation, columns);
  for (const { name, engineType } of columns) {
    if (/^(?:STRUCT|MAP|UNION)\b|\[\]$/.test(engineType))
      throw new SqlError(`column "${name}" has pseudo-type record`, '42P16');
    if (engineType === 'HUGEINT')
      await session.run(
        `ALTER TABLE ${resolvedSql(relation)} ALTER COLUMN ${quoted(name)} TYPE DECIMAL(38,0)`,
      );
  }
  const [row] = await session.rows(`SELECT count(*) FROM ${resolvedSql(relation)}`);
  return { rowCount: Number(row?.[0] ?? result.rowsChanged) };
}
