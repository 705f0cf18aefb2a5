import { checkAccess } from '../access/check-access.ts';
import { lateViews, substitutesFor } from '../access/substitutes.ts';
import { relationKey } from '../engine/catalogue/register.ts';
import { execute } from '../engine/execute/execute.ts';
import { unsortedView } from '../engine/execute/views/unsorted-view.ts';
import type { Outcome } from '../engine/outcome.ts';
import { columnNamesOf, relationKind, resolve } from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';
import type { Plan, RelationUse } from '../sql/plan.ts';
import type { Substitutes } from '../sql/rewrite/mask-relations.ts';
import { SqlError } from '../sql/sql-error.ts';
import { translate, translateFor } from '../sql/translate.ts';
import type { Warehouse } from './warehouse.ts';

/**
 * Runs one Redshift statement in a session: translated, checked against the user's rights, masked.
 * @param sql with a mark for each parameter
 * @param isAlone a query is then its own transaction, and leaves none open
 */
export async function runSql(
  warehouse: Warehouse,
  session: Session,
  sql: string,
  values: ReadonlyMap<string, string>,
  isAlone: boolean,
): Promise<Outcome> {
  const plan = translate(sql);
  session.bind(values);
  const allowed = await allowedPlan(warehouse, session, plan, sql);
  if (await readsSession(session, allowed)) session.tellNow();
  return execute(session, allowed, warehouse.copy, isAlone);
}

/** What evaluates nothing, of which migrations say hundreds. */
const READS_NOTHING = new Set<Plan['kind']>([
  'access',
  'comment',
  'create-schema',
  'create-table',
  'drop-relation',
  'drop-schema',
  'lock',
  'transaction',
]);

/**
 * True for what may read the session's variable, which costs as much to set as a small query itself. A view's query
 * does so when it is read, and a query of tables where it calls what is the warehouse's own.
 */
async function readsSession(session: Session, plan: Plan): Promise<boolean> {
  if (plan.kind === 'create-view') return plan.isMaterialized;
  if (plan.kind !== 'query') return !READS_NOTHING.has(plan.kind);
  if (/pg_internal|getvariable/.test(plan.sql)) return true;
  for (const { relation } of plan.uses)
    if ((await relationKind(session, resolve(session, relation))) !== 'table') return true;
  return false;
}

/**
 * What a plan comes to for the session's user: masked relations read masked.
 * @throws SqlError where the user may not run it
 */
export async function allowedPlan(
  warehouse: Warehouse,
  session: Session,
  plan: Plan,
  sql: string,
): Promise<Plan> {
  if (session.searchPath.length > 1) await session.catalogue.register();
  await checkAccess(session, plan);
  if (/\browid\b/i.test(sql)) await refuseRowId(session, plan, sql);
  return asRead(warehouse, session, plan, sql);
}

/**
 * The engine has a hidden column of this name in every table, Redshift has none.
 * @throws SqlError where a statement names it and neither a relation nor an alias has it
 */
async function refuseRowId(session: Session, plan: Plan, sql: string): Promise<void> {
  if (!('uses' in plan) || /\bas\s+"?rowid\b/i.test(sql)) return;
  for (const { relation } of plan.uses) {
    if ((await columnNamesOf(session, resolve(session, relation))).includes('rowid')) return;
  }
  if (plan.uses.length > 0) throw new SqlError('column "rowid" does not exist', '42703');
}

/** The plan with masks for what the caller may see masked only, and with SUPER columns read as such. */
async function asRead(
  warehouse: Warehouse,
  session: Session,
  plan: Plan,
  sql: string,
): Promise<Plan> {
  if (plan.kind === 'access' && plan.command.do === 'attach-masking-policy') {
    warehouse.hasMasking = true;
  }
  if (plan.kind === 'create-view' && plan.isLateBinding) warehouse.hasLateViews = true;
  const isReading =
    plan.kind === 'query' ||
    plan.kind === 'explain' ||
    plan.kind === 'write' ||
    plan.kind === 'merge' ||
    plan.kind === 'create-table-as' ||
    plan.kind === 'unload';
  // An INSERT of values writes and reads nothing.
  if (!isReading || plan.uses.every((use) => use.privilege === 'INSERT')) return plan;
  // What a late-binding view reads is known only when it is read.
  const read = warehouse.hasLateViews
    ? undefined
    : plan.uses.map(({ relation }) => resolve(session, relation));
  const substitutes = new Map([
    ...(await unsorted(session, plan)),
    ...(warehouse.hasLateViews ? await lateViews(session) : []),
    ...(warehouse.hasMasking ? await substitutesFor(session, read) : []),
  ]);
  const hasSuper = warehouse.hasSuper && (await mayReadSuper(session, plan));
  return substitutes.size > 0 || hasSuper
    ? translateFor(sql, { substitutes, defaultSchema: session.currentSchema, hasSuper })
    : plan;
}

/** The view that a query sorts, without the order that it has itself. */
async function unsorted(session: Session, plan: Plan): Promise<Substitutes> {
  const isQuery = plan.kind === 'query' || plan.kind === 'explain';
  const [use] = isQuery && plan.sortsOne ? plan.uses : [];
  if (use === undefined) return new Map();
  const relation = resolve(session, use.relation);
  const view = await unsortedView(session, relation);
  return new Map(view ? [[`${relation.schema}.${relation.name}`, view]] : []);
}

/** By the register alone, which says nothing of views and temporary tables. */
async function mayReadSuper(
  session: Session,
  plan: Plan & { uses: RelationUse[] },
): Promise<boolean> {
  // MERGE compares for equality, which the engine's JSON does, and only whole columns.
  if (plan.kind === 'merge') return false;
  const { relations } = await session.catalogue.register();
  return plan.uses.some((use) => {
    const { schema, name, isTemporary } = resolve(session, use.relation);
    const known = relations.get(relationKey(schema, name));
    return isTemporary || (known !== undefined && (known.kind !== 'table' || known.hasSuper));
  });
}
