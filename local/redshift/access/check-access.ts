import { relationKind, resolve } from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';
import type { RelationName } from '../sql/parse/token-cursor.ts';
import type { Plan, RelationUse } from '../sql/plan.ts';
import { isSystemRelation } from '../sql/rewrite/system-relations.ts';
import { SqlError } from '../sql/sql-error.ts';
import { type HeldRights, heldRights } from './held-rights.ts';

/** @throws SqlError in Redshift's wording where the session's user may not do what the plan does */
export async function checkAccess(session: Session, plan: Plan): Promise<void> {
  if (session.isSuperuser || NEEDS_NOTHING.has(plan.kind)) return;
  const rights = await heldRights(session);
  if (rights.isSuperuser) return;
  for (const use of usesOf(plan)) {
    try {
      checkUse(session, rights, use);
    } catch (error) {
      if (!(await isUnknown(session, rights, use.relation))) throw error;
      throw new SqlError(`relation "${use.relation.name}" does not exist`, '42P01');
    }
  }
  checkDefinition(session, rights, plan);
}

const NEEDS_NOTHING = new Set<Plan['kind']>(['nothing', 'transaction', 'set', 'show']);

function usesOf(plan: Plan): RelationUse[] {
  switch (plan.kind) {
    case 'copy':
      return [{ relation: plan.target, privilege: 'INSERT' }];
    case 'lock':
      return plan.relations.map((relation) => ({ relation, privilege: 'SELECT' as const }));
    default:
      return 'uses' in plan ? plan.uses : [];
  }
}

/** True for a relation that is nowhere, in a schema that the user may use: a slip of the pen, and no secret. */
async function isUnknown(
  session: Session,
  rights: HeldRights,
  relation: RelationName,
): Promise<boolean> {
  const resolved = resolve(session, relation);
  if (!rights.maySchema('USAGE', resolved.schema)) return false;
  return (await relationKind(session, resolved)) === undefined;
}

function checkUse(
  session: Session,
  rights: HeldRights,
  { relation, privilege, columns }: RelationUse,
): void {
  if (isSystemRelation(relation)) return;
  const { schema, name, isTemporary } = resolve(session, relation);
  if (isTemporary) return;
  if (!rights.maySchema('USAGE', schema))
    throw new SqlError(`permission denied for schema ${schema}`, '42501');
  if (rights.mayTable(privilege, schema, name)) return;
  const granted = rights.grantedColumns(privilege, schema, name);
  if (granted && columns?.every((column) => granted.has(column))) return;
  throw new SqlError(`permission denied for relation ${name}`, '42501');
}

function mustOwn(session: Session, rights: HeldRights, relation: RelationName): void {
  const { schema, name, isTemporary } = resolve(session, relation);
  if (!isTemporary && !rights.owns(schema, name))
    throw new SqlError(`must be owner of relation ${name}`, '42501');
}

function mustCreate(rights: HeldRights, schema: string): void {
  if (!rights.maySchema('CREATE', schema))
    throw new SqlError(`permission denied for schema ${schema}`, '42501');
}

function checkDefinition(session: Session, rights: HeldRights, plan: Plan): void {
  switch (plan.kind) {
    case 'create-table':
      for (const like of plan.like ?? [])
        checkUse(session, rights, { relation: like.source, privilege: 'SELECT' });
      if (!plan.isTemporary) mustCreate(rights, plan.relation.schema ?? session.currentSchema);
      return;
    case 'create-table-as':
      if (!plan.isTemporary) mustCreate(rights, plan.relation.schema ?? session.currentSchema);
      return;
    case 'create-view':
      mustCreate(rights, plan.relation.schema ?? session.currentSchema);
      return;
    case 'create-schema':
      throw new SqlError('permission denied for database', '42501');
    case 'drop-schema':
      throw new SqlError(`must be owner of schema ${plan.names[0] ?? ''}`, '42501');
    case 'drop-relation':
      for (const relation of plan.relations) mustOwn(session, rights, relation);
      return;
    case 'truncate':
      mustOwn(session, rights, plan.target);
      return;
    case 'alter-table':
    case 'refresh-view':
      mustOwn(session, rights, plan.relation);
      return;
    case 'comment':
      if (plan.on === 'TABLE' || plan.on === 'VIEW' || plan.on === 'COLUMN')
        mustOwn(session, rights, plan.relation);
      return;
    case 'access':
      checkAccessCommand(session, rights, plan);
      return;
    default:
  }
}

function checkAccessCommand(
  session: Session,
  rights: HeldRights,
  { command }: Extract<Plan, { kind: 'access' }>,
): void {
  switch (command.do) {
    case 'grant':
    case 'revoke':
      if (command.on === 'table')
        for (const relation of command.relations) mustOwn(session, rights, relation);
      else
        throw new SqlError(
          `permission denied for schema ${command.relations[0]?.name ?? ''}`,
          '42501',
        );
      return;
    case 'default-privileges':
      if (command.owner !== undefined && command.owner !== session.user.toLowerCase())
        throw new SqlError('permission denied', '42501');
      return;
    case 'owner':
      if (command.what === 'table') mustOwn(session, rights, command.relation);
      else throw new SqlError(`must be owner of schema ${command.relation.name}`, '42501');
      return;
    case 'create-user':
    case 'alter-user':
    case 'drop-user':
      throw new SqlError(`must be superuser to ${command.do.replace('-', ' ')}`, '42501');
    case 'create-masking-policy':
    case 'drop-masking-policy':
    case 'attach-masking-policy':
    case 'detach-masking-policy':
      if (!rights.hasRole('sys:secadmin')) throw new SqlError('permission denied', '42501');
      return;
    default:
      throw new SqlError('permission denied', '42501');
  }
}
