import type { RelationName } from '../parse/token-cursor.ts';
import type { AccessCommand, Plan } from '../plan.ts';
import { refuseReservedSchema, systemRelation } from '../rewrite/system-relations.ts';
import { SqlError } from '../sql-error.ts';

/** The relations that a statement makes, changes or grants on; what it reads is checked where it is rewritten. */
function targetsOf(plan: Plan): readonly RelationName[] {
  if (plan.kind === 'access') return accessTargets(plan.command);
  if (plan.kind === 'comment')
    return plan.on === 'TABLE' || plan.on === 'VIEW' || plan.on === 'COLUMN' ? [plan.relation] : [];
  if ('target' in plan) return [plan.target];
  if ('relations' in plan) return plan.relations;
  return 'relation' in plan ? [plan.relation] : [];
}

function accessTargets(command: AccessCommand): readonly RelationName[] {
  if (command.do === 'grant' || command.do === 'revoke')
    return command.on === 'table' ? command.relations : [];
  if (command.do === 'owner') return command.what === 'table' ? [command.relation] : [];
  return 'relation' in command ? [command.relation] : [];
}

function schemasOf(plan: Plan): readonly string[] {
  if (plan.kind === 'create-schema') return [plan.name];
  if (plan.kind === 'drop-schema') return plan.names;
  if (plan.kind !== 'access') return [];
  const { command } = plan;
  if (command.do === 'default-privileges') return command.schemas;
  if ((command.do === 'grant' || command.do === 'revoke') && command.on !== 'table')
    return command.on === 'database' ? [] : command.relations.map((relation) => relation.name);
  return [];
}

/**
 * Keeps statements away from the warehouse's own state and from the engine's schemas, superusers' too.
 * @throws SqlError where a statement names one as its target
 */
export function refuseReservedTargets(plan: Plan): void {
  for (const schema of schemasOf(plan)) refuseReservedSchema(schema);
  for (const relation of targetsOf(plan))
    if (systemRelation(relation.schema, relation.name) !== undefined && plan.kind !== 'access')
      throw new SqlError(`permission denied: "${relation.name}" is a system catalog`, '42501');
}
