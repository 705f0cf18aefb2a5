import { quoted } from '../../sql/commands/alter-table.ts';
import type { RelationName } from '../../sql/parse/token-cursor.ts';
import type { Plan } from '../../sql/plan.ts';
import { SqlError } from '../../sql/sql-error.ts';
import { relationKey } from '../catalogue/register.ts';
import type { Outcome } from '../outcome.ts';
import { columnTypesOf, nameSql, resolve } from '../relations.ts';
import type { Session } from '../session.ts';
import { trimFixedLength } from './fixed-length.ts';

type PlanOf<K extends Plan['kind']> = Extract<Plan, { kind: K }>;

/** INSERT, UPDATE, DELETE. */
export async function runWrite(session: Session, plan: PlanOf<'write'>): Promise<Outcome> {
  if (plan.verb === 'INSERT') await refuseIdentityValue(session, plan);
  const result = await session.run(await withColumns(session, plan));
  if (plan.verb !== 'DELETE') await trimFixedLength(session, resolve(session, plan.target));
  return { rowCount: result.rowsChanged };
}

/** VALUES without a column list fill the first columns: https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html */
async function withColumns(session: Session, plan: PlanOf<'write'>): Promise<string> {
  if (plan.valueCount === undefined) return plan.sql;
  const isTyped =
    plan.typedSql !== undefined && (plan.hasDates === true || (await mayHaveSuper(session, plan)));
  if (plan.insertColumns && !isTyped) return plan.sql;
  const types = await columnTypesOf(session, resolve(session, plan.target));
  const filled = plan.insertColumns ?? [...types.keys()];
  const sql =
    (isTyped ? plan.typedSql?.(filled.map((name) => types.get(name) ?? '')) : undefined) ??
    plan.sql;
  if (plan.insertColumns || plan.valueCount >= types.size) return sql;
  const names = [...types.keys()].slice(0, plan.valueCount).map(quoted);
  return sql.replace(
    /^(INSERT INTO \S+) VALUES/,
    (_, head: string) => `${head} (${names.join(', ')}) VALUES`,
  );
}

/** By the register alone; of a temporary table it says nothing. */
async function mayHaveSuper(session: Session, plan: PlanOf<'write'>): Promise<boolean> {
  const { schema, name, isTemporary } = resolve(session, plan.target);
  if (isTemporary) return true;
  const { relations } = await session.catalogue.register();
  return relations.get(relationKey(schema, name))?.hasSuper === true;
}

async function refuseIdentityValue(session: Session, plan: PlanOf<'write'>): Promise<void> {
  if (!plan.insertColumns) return;
  const { identities } = await session.catalogue.register();
  const { schema, name } = resolve(session, plan.target);
  const columns = identities.get(relationKey(schema, name));
  if (columns?.some((column) => plan.insertColumns?.includes(column))) {
    throw new SqlError(`cannot set an identity column to a value`, '42601');
  }
}

/** MERGE: two source rows for one target row fail before anything changes. */
export async function runMerge(session: Session, plan: PlanOf<'merge'>): Promise<Outcome> {
  const duplicates = await session.rows(plan.duplicateSql);
  if (duplicates.length > 0)
    throw new SqlError('Found multiple matches to update the same tuple.', '21000');
  const result = await session.run(plan.sql);
  await trimFixedLength(session, resolve(session, plan.target));
  return { rowCount: result.rowsChanged };
}

/** MERGE … REMOVE DUPLICATES: the target's matching rows go, the source's distinct rows come. */
export async function runRemoveDuplicates(
  session: Session,
  plan: PlanOf<'merge-remove-duplicates'>,
): Promise<Outcome> {
  const target = nameSql(plan.target);
  const rows = `SELECT DISTINCT * FROM ${plan.source}`;
  await session.run(`CREATE OR REPLACE TEMP TABLE pg_merge_source AS ${rows}`);
  await session.run(`DELETE FROM ${target} USING ${plan.source} WHERE ${plan.onSql}`);
  const result = await session.run(`INSERT INTO ${target} SELECT * FROM pg_merge_source`);
  await session.run('DROP TABLE pg_merge_source');
  await trimFixedLength(session, resolve(session, plan.target));
  return { rowCount: result.rowsChanged };
}

/** TRUNCATE commits the transaction that it runs in, as Redshift's does. */
export async function runTruncate(session: Session, target: RelationName): Promise<Outcome> {
  const result = await session.run(`DELETE FROM ${nameSql(target)}`);
  await session.commit();
  return { rowCount: result.rowsChanged };
}
