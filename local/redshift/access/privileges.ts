import type { Outcome } from '../engine/outcome.ts';
import {
  columnNamesOf,
  literal,
  relationKind,
  requireSchema,
  resolve,
} from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';
import type { RelationName } from '../sql/parse/token-cursor.ts';
import type { AccessCommand } from '../sql/plan.ts';
import { SqlError } from '../sql/sql-error.ts';
import { requirePrincipal } from './principals.ts';

const DONE: Outcome = { rowCount: 0 };

type CommandOf<D extends AccessCommand['do']> = Extract<AccessCommand, { do: D }>;

type PrivilegeTarget = Extract<AccessCommand, { do: 'grant' | 'revoke' }>['on'];

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

/** GRANT and REVOKE of privileges. */
export async function changePrivileges(
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
      await columnNamesOf(session, {
        schema: object.schema,
        name: object.name,
        isTemporary: false,
      }),
    );
    const wrong = columns.find((column) => !known.has(column));
    if (wrong !== undefined)
      throw new SqlError(`column "${wrong}" of relation "${object.name}" does not exist`, '42703');
  }
}

/** ALTER DEFAULT PRIVILEGES. */
export async function changeDefaults(
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
  const place = `${literal('table')}, ${literal(schema)}, ${literal(name)}, ''`;
  await session.run(
    `INSERT INTO pg_internal.privilege SELECT DISTINCT ${place}, privilege, grantee_kind, grantee FROM pg_internal.default_privilege WHERE owner = ${literal(session.user.toLowerCase())} AND schema_name IN ('', ${literal(schema)})`,
  );
}
