import type { RelationName, TokenCursor } from '../parse/token-cursor.ts';
import type { AccessCommand, Grantee, Plan } from '../plan.ts';
import { notCovered } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';

const PRIVILEGES = new Set([
  'select',
  'insert',
  'update',
  'delete',
  'drop',
  'references',
  'truncate',
  'alter',
  'usage',
  'create',
  'temporary',
  'temp',
  'execute',
]);

/** GRANT, REVOKE and ALTER DEFAULT PRIVILEGES: https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html */
export function accessGrantPlan({ cursor }: StatementText): Plan | undefined {
  if (cursor.take('alter', 'default', 'privileges'))
    return { kind: 'access', command: defaultPrivileges(cursor) };
  const isGrant = cursor.take('grant');
  if (!isGrant && !cursor.take('revoke')) return undefined;
  if (!isGrant) cursor.take('grant', 'option', 'for');
  if (!isGrant) cursor.take('admin', 'option', 'for');
  if (cursor.take('role')) {
    const roles = cursor.identifierList();
    const to = grantees(cursor, isGrant);
    return {
      kind: 'access',
      command: { do: isGrant ? 'grant-role' : 'revoke-role', roles, grantees: to },
    };
  }
  const { privileges, columns } = privilegeList(cursor);
  const on = target(cursor);
  const to = grantees(cursor, isGrant);
  return {
    kind: 'access',
    command: { do: isGrant ? 'grant' : 'revoke', privileges, columns, ...on, grantees: to },
  };
}

function privilegeList(cursor: TokenCursor): { privileges: string[]; columns: string[] } {
  const privileges: string[] = [];
  const columns: string[] = [];
  do {
    if (cursor.take('all')) {
      cursor.take('privileges');
      privileges.push('ALL');
    } else {
      const word = cursor.identifier();
      if (!PRIVILEGES.has(word)) throw notCovered(`the privilege ${word.toUpperCase()}`);
      privileges.push(word.toUpperCase());
    }
    if (cursor.take('(')) {
      columns.push(...cursor.identifierList());
      cursor.expect(')');
    }
  } while (cursor.take(','));
  return { privileges, columns };
}

type Target = Pick<Extract<AccessCommand, { do: 'grant' | 'revoke' }>, 'on' | 'relations'>;

function target(cursor: TokenCursor): Target {
  const isScoped = cursor.take('for');
  if (!isScoped) cursor.expect('on');
  if (cursor.take('schema'))
    return { on: 'schema', relations: cursor.identifierList().map((name) => ({ name })) };
  if (cursor.take('database'))
    return { on: 'database', relations: cursor.identifierList().map((name) => ({ name })) };
  if (cursor.take('all', 'tables', 'in', 'schema'))
    return { on: 'all-tables', relations: cursor.identifierList().map((name) => ({ name })) };
  if (cursor.take('tables', 'in', 'schema'))
    return { on: 'scoped-tables', relations: cursor.identifierList().map((name) => ({ name })) };
  for (const word of [
    'function',
    'procedure',
    'language',
    'datashare',
    'model',
    'copy',
    'job',
    'functions',
    'schemas',
  ]) {
    if (cursor.looksAt(word)) throw notCovered(`a grant on ${word.toUpperCase()}`);
  }
  cursor.take('table');
  const relations: RelationName[] = [cursor.relation()];
  while (cursor.take(',')) relations.push(cursor.relation());
  return { on: 'table', relations };
}

function grantees(cursor: TokenCursor, isGrant: boolean): Grantee[] {
  cursor.expect(isGrant ? 'to' : 'from');
  const list: Grantee[] = [];
  do list.push(grantee(cursor));
  while (cursor.take(','));
  if (!cursor.take('restrict')) cursor.take('cascade');
  cursor.end();
  return list;
}

/** `PUBLIC`, `ROLE name`, `GROUP name` or a user, with what may follow it. */
export function grantee(cursor: TokenCursor): Grantee {
  if (cursor.take('public')) return { kind: 'public', name: '' };
  const kind = cursor.take('role') ? 'role' : cursor.take('group') ? 'group' : 'user';
  const name = cursor.identifier();
  if (!cursor.take('with', 'grant', 'option')) cursor.take('with', 'admin', 'option');
  return { kind, name };
}

function defaultPrivileges(cursor: TokenCursor): AccessCommand {
  let owner: string | undefined;
  if (cursor.take('for', 'user')) owner = cursor.identifier();
  const schemas = cursor.take('in', 'schema') ? cursor.identifierList() : [];
  const isGrant = cursor.take('grant');
  if (!isGrant) {
    cursor.expect('revoke');
    cursor.take('grant', 'option', 'for');
  }
  const { privileges } = privilegeList(cursor);
  cursor.expect('on');
  if (!cursor.take('tables')) throw notCovered('default privileges on anything but TABLES');
  return {
    do: 'default-privileges',
    isGrant,
    privileges,
    schemas,
    ...(owner === undefined ? {} : { owner }),
    grantees: grantees(cursor, isGrant),
  };
}
