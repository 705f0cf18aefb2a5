import type { Outcome } from '../engine/outcome.ts';
import { literal, relationKind, requireSchema, resolve } from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';
import type { AccessCommand } from '../sql/plan.ts';
import { SqlError } from '../sql/sql-error.ts';
import {
  changeMembership,
  createPrincipal,
  dropPrincipals,
  requirePrincipal,
} from './principals.ts';
import { changeDefaults, changePrivileges } from './privileges.ts';
import { runMaskingCommand } from './run-masking-command.ts';

const DONE: Outcome = { rowCount: 0 };

type CommandOf<D extends AccessCommand['do']> = Extract<AccessCommand, { do: D }>;

/** Runs a statement about users, roles, grants or masking policies. */
export async function runAccessCommand(session: Session, command: AccessCommand): Promise<Outcome> {
  switch (command.do) {
    case 'create-user':
      return createPrincipal(session, 'user', command.name, command.isSuperuser);
    case 'create-role':
      return createPrincipal(session, 'role', command.name, false);
    case 'create-group':
      return createPrincipal(session, 'group', command.name, false);
    case 'drop-user':
    case 'drop-role':
    case 'drop-group':
      return dropPrincipals(session, command);
    case 'alter-user':
      await requirePrincipal(session, { kind: 'user', name: command.name });
      if (command.isSuperuser !== undefined) {
        await session.run(
          `UPDATE pg_internal.principal SET is_superuser = ${command.isSuperuser} WHERE kind = 'user' AND name = ${literal(command.name)}`,
        );
      }
      return DONE;
    case 'grant-role':
    case 'revoke-role':
      return changeMembership(session, command);
    case 'grant':
    case 'revoke':
      return changePrivileges(session, command);
    case 'default-privileges':
      return changeDefaults(session, command);
    case 'owner':
      return changeOwner(session, command);
    default:
      return runMaskingCommand(session, command);
  }
}

async function changeOwner(session: Session, command: CommandOf<'owner'>): Promise<Outcome> {
  await requirePrincipal(session, { kind: 'user', name: command.owner });
  if (command.what === 'schema') {
    await requireSchema(session, command.relation.name);
    await session.run(
      `DELETE FROM pg_internal.schema_owner WHERE schema_name = ${literal(command.relation.name)}`,
    );
    await session.run(
      `INSERT INTO pg_internal.schema_owner VALUES (${literal(command.relation.name)}, ${literal(command.owner)})`,
    );
    return DONE;
  }
  const relation = resolve(session, command.relation);
  if ((await relationKind(session, relation)) === undefined)
    throw new SqlError(`relation "${relation.name}" does not exist`, '42P01');
  await session.run(
    `UPDATE pg_internal.relation SET owner = ${literal(command.owner)} WHERE schema_name = ${literal(relation.schema)} AND name = ${literal(relation.name)}`,
  );
  return DONE;
}
