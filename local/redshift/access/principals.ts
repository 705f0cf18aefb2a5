import type { Outcome } from '../engine/outcome.ts';
import { literal } from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';
import type { AccessCommand, Grantee } from '../sql/plan.ts';
import { SqlError } from '../sql/sql-error.ts';

const DONE: Outcome = { rowCount: 0 };

type CommandOf<D extends AccessCommand['do']> = Extract<AccessCommand, { do: D }>;

async function exists(session: Session, kind: string, name: string): Promise<boolean> {
  return (
    (
      await session.rows(
        `SELECT 1 FROM pg_internal.principal WHERE kind = ${literal(kind)} AND name = ${literal(name)}`,
      )
    ).length > 0
  );
}

/** CREATE USER, ROLE and GROUP. */
export async function createPrincipal(
  session: Session,
  kind: 'user' | 'role' | 'group',
  name: string,
  isSuperuser: boolean,
): Promise<Outcome> {
  if (await exists(session, kind, name))
    throw new SqlError(`${kind} "${name}" already exists`, '42710');
  await session.run(
    `INSERT INTO pg_internal.principal VALUES (${literal(kind)}, ${literal(name)}, ${isSuperuser})`,
  );
  return DONE;
}

/** @throws SqlError where a user, role or group is not there */
export async function requirePrincipal(session: Session, grantee: Grantee): Promise<void> {
  if (
    grantee.kind === 'public' ||
    (grantee.kind === 'user' && grantee.name === session.user.toLowerCase())
  )
    return;
  if (!(await exists(session, grantee.kind, grantee.name)))
    throw new SqlError(`${grantee.kind} "${grantee.name}" does not exist`, '42704');
}

/** DROP USER, ROLE and GROUP: their memberships and rights go with them. */
export async function dropPrincipals(
  session: Session,
  command: CommandOf<'drop-user' | 'drop-role' | 'drop-group'>,
): Promise<Outcome> {
  const kind = command.do.slice('drop-'.length);
  for (const name of command.names) {
    if (!(await exists(session, kind, name))) {
      if (command.isIfExists) continue;
      throw new SqlError(`${kind} "${name}" does not exist`, '42704');
    }
    if (kind === 'user') await refuseOwner(session, name);
    await session.run(
      `DELETE FROM pg_internal.principal WHERE kind = ${literal(kind)} AND name = ${literal(name)}`,
    );
    await session.run(
      `DELETE FROM pg_internal.membership WHERE (member_kind = ${literal(kind)} AND member = ${literal(name)})${kind === 'role' ? ` OR role = ${literal(name)}` : ''}`,
    );
    for (const table of ['privilege', 'default_privilege', 'masking_attachment']) {
      await session.run(
        `DELETE FROM pg_internal.${table} WHERE grantee_kind = ${literal(kind)} AND grantee = ${literal(name)}`,
      );
    }
  }
  return DONE;
}

async function refuseOwner(session: Session, name: string): Promise<void> {
  const owned = await session.rows(
    `SELECT 1 FROM pg_internal.relation WHERE lower(owner) = ${literal(name)} LIMIT 1`,
  );
  const granted = await session.rows(
    `SELECT 1 FROM pg_internal.privilege WHERE grantee_kind = 'user' AND grantee = ${literal(name)} LIMIT 1`,
  );
  if (owned.length > 0)
    throw new SqlError(
      `user "${name}" cannot be dropped because the user owns some object`,
      '2BP01',
    );
  if (granted.length > 0)
    throw new SqlError(
      `user "${name}" cannot be dropped because the user has a privilege on some object`,
      '2BP01',
    );
}

/** GRANT and REVOKE of a role. */
export async function changeMembership(
  session: Session,
  command: CommandOf<'grant-role' | 'revoke-role'>,
): Promise<Outcome> {
  for (const role of command.roles) {
    // Roles of the system exist from the start: https://docs.aws.amazon.com/redshift/latest/dg/r_roles-default.html
    if (!role.startsWith('sys:')) await requirePrincipal(session, { kind: 'role', name: role });
    for (const member of command.grantees) {
      await requirePrincipal(session, member);
      const where = `member_kind = ${literal(member.kind)} AND member = ${literal(member.name)} AND role = ${literal(role)}`;
      await session.run(`DELETE FROM pg_internal.membership WHERE ${where}`);
      if (command.do === 'grant-role')
        await session.run(
          `INSERT INTO pg_internal.membership VALUES (${literal(member.kind)}, ${literal(member.name)}, ${literal(role)})`,
        );
    }
  }
  return DONE;
}
