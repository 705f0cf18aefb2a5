import type { Outcome } from '../engine/outcome.ts';
import { columnsOf, literal, relationKind, requireSchema, resolve } from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';
import type { RelationName } from '../sql/parse/token-cursor.ts';
import type { AccessCommand, Grantee } from '../sql/plan.ts';
import { SqlError } from '../sql/sql-error.ts';
import { runMaskingCommand } from './run-masking-command.ts';

const DONE: Outcome = { rowCount: 0 };

type PrivilegeTarget = Extract<AccessCommand, { do: 'grant' | 'revoke' }>['on'];

type CommandOf<D extends AccessCommand['do']> = Extract<AccessCommand, { do: D }>;

/** Privileges that ALL means, by what it is granted on. */
const ALL_ON_TABLE = [
  'SELECT',
  'INSERT',
  'UPDATE',
  'DELETE',
  'DROP',
  'REFERENCES',
  'TRUNCATE',
  'ALTER',
];
const ALL_ON_SCHEMA = ['USAGE', 'CREATE'];

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

async function exists(session: Session, kind: string, name: string): Promise<boolean> {
  return (
    (
      await session.rows(
        `SELECT 1 FROM pg_internal.principal WHERE kind = ${literal(kind)} AND name = ${literal(name)}`,
      )
    ).length > 0
  );
}

async function createPrincipal(
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

async function dropPrincipals(
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

async function changeMembership(
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

interface PrivilegeObject {
  kind: 'table' | 'schema' | 'scope';
  schema: string;
  name: string;
}

async function objectsOf(
  session: Session,
  on: PrivilegeTarget,
  relations: RelationName[],
): Promise<PrivilegeObject[]> {
  const objects: PrivilegeObject[] = [];
  for (const relation of relations) {
    if (on === 'database') continue;
    if (on === 'table') {
      const resolved = resolve(session, relation);
      if ((await relationKind(session, resolved)) === undefined)
        throw new SqlError(`relation "${relation.name}" does not exist`, '42P01');
      objects.push({ kind: 'table', schema: resolved.schema, name: resolved.name });
      continue;
    }
    await requireSchema(session, relation.name);
    if (on === 'all-tables') {
      const members = await session.rows(
        `SELECT name FROM pg_internal.relation WHERE schema_name = ${literal(relation.name)}`,
      );
      for (const [name] of members)
        objects.push({ kind: 'table', schema: relation.name, name: String(name) });
    } else
      objects.push({ kind: on === 'schema' ? 'schema' : 'scope', schema: relation.name, name: '' });
  }
  return objects;
}

async function changePrivileges(
  session: Session,
  command: CommandOf<'grant' | 'revoke'>,
): Promise<Outcome> {
  const all = command.on === 'schema' ? ALL_ON_SCHEMA : ALL_ON_TABLE;
  const privileges = command.privileges.includes('ALL') ? all : command.privileges;
  if (command.on !== 'database') {
    const wrong = privileges.find((privilege) => !all.includes(privilege));
    if (wrong)
      throw new SqlError(
        `invalid privilege type ${wrong} for ${command.on === 'schema' ? 'schema' : 'relation'}`,
        '0LP01',
      );
  }
  for (const grantee of command.grantees) await requirePrincipal(session, grantee);
  const objects = await objectsOf(session, command.on, command.relations);
  const columns = command.columns.length > 0 ? command.columns : [''];
  if (command.columns.length > 0) await requireColumns(session, objects, command.columns);
  const values: string[] = [];
  const keys: string[] = [];
  for (const object of objects) {
    for (const privilege of privileges) {
      for (const grantee of command.grantees) {
        for (const column of columns) {
          const fields = [
            object.kind,
            object.schema,
            object.name,
            column,
            privilege,
            grantee.kind,
            grantee.name,
          ].map(literal);
          values.push(`(${fields.join(', ')})`);
        }
        keys.push(
          JSON.stringify([
            object.kind,
            object.schema,
            object.name,
            privilege,
            grantee.kind,
            grantee.name,
          ]),
        );
      }
    }
  }
  if (values.length === 0) return DONE;
  const list = values.join(', ');
  await session.run(
    `DELETE FROM pg_internal.privilege WHERE (object_kind, schema_name, name, column_name, privilege, grantee_kind, grantee) IN (${list})`,
  );
  if (command.do === 'grant') await session.run(`INSERT INTO pg_internal.privilege VALUES ${list}`);
  return DONE;
}

async function requireColumns(
  session: Session,
  objects: readonly PrivilegeObject[],
  columns: readonly string[],
): Promise<void> {
  for (const object of objects) {
    const known = new Set(
      (
        await columnsOf(session, { schema: object.schema, name: object.name, isTemporary: false })
      ).map((column) => column.name),
    );
    const wrong = columns.find((column) => !known.has(column));
    if (wrong !== undefined)
      throw new SqlError(`column "${wrong}" of relation "${object.name}" does not exist`, '42703');
  }
}

async function changeDefaults(
  session: Session,
  command: CommandOf<'default-privileges'>,
): Promise<Outcome> {
  const owner = command.owner ?? session.user.toLowerCase();
  const privileges = command.privileges.includes('ALL') ? ALL_ON_TABLE : command.privileges;
  for (const schema of command.schemas) await requireSchema(session, schema);
  for (const grantee of command.grantees) await requirePrincipal(session, grantee);
  for (const schema of command.schemas.length > 0 ? command.schemas : ['']) {
    for (const privilege of privileges) {
      for (const grantee of command.grantees) {
        const fields = [owner, schema, privilege, grantee.kind, grantee.name]
          .map(literal)
          .join(', ');
        await session.run(
          `DELETE FROM pg_internal.default_privilege WHERE (owner, schema_name, privilege, grantee_kind, grantee) IN ((${fields}))`,
        );
        if (command.isGrant)
          await session.run(`INSERT INTO pg_internal.default_privilege VALUES (${fields})`);
      }
    }
  }
  return DONE;
}

/** Gives a new relation what its owner's default privileges say. */
export async function applyDefaultPrivileges(
  session: Session,
  schema: string,
  name: string,
): Promise<void> {
  await session.run(
    `INSERT INTO pg_internal.privilege SELECT DISTINCT 'table', ${literal(schema)}, ${literal(name)}, '', privilege, grantee_kind, grantee FROM pg_internal.default_privilege WHERE owner = ${literal(session.user.toLowerCase())} AND schema_name IN ('', ${literal(schema)})`,
  );
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
