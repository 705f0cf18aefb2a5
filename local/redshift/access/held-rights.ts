import { literal } from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';

/**
 * The principals whose grants a user has: itself, its roles and groups with what they were granted,
 * and PUBLIC. A common table expression named `held (kind, name)`.
 */
export function heldPrincipals(user: string): string {
  return `WITH RECURSIVE held(kind, name) AS (
    SELECT 'user', ${literal(user.toLowerCase())} UNION SELECT 'public', ''
    UNION SELECT 'role', m.role FROM pg_internal.membership m JOIN held h ON m.member_kind = h.kind AND m.member = h.name
  )`;
}

/** What a user may do, read in the statement's own transaction. */
export class HeldRights {
  private readonly grants: ReadonlySet<string>;
  private readonly columns: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(grants: ReadonlySet<string>, columns: ReadonlyMap<string, ReadonlySet<string>>) {
    this.grants = grants;
    this.columns = columns;
  }

  maySchema(privilege: 'USAGE' | 'CREATE', schema: string): boolean {
    return (
      schema === 'public' ||
      this.grants.has(key('schema', schema, '', privilege)) ||
      this.grants.has(key('schema-owner', schema, '', ''))
    );
  }

  mayTable(privilege: string, schema: string, name: string): boolean {
    return (
      this.owns(schema, name) ||
      this.grants.has(key('table', schema, name, privilege)) ||
      this.grants.has(key('scope', schema, '', privilege))
    );
  }

  /** Columns that are granted one by one, where the whole table is not. */
  grantedColumns(privilege: string, schema: string, name: string): ReadonlySet<string> | undefined {
    return this.columns.get(key('table', schema, name, privilege));
  }

  owns(schema: string, name: string): boolean {
    return this.grants.has(key('owner', schema, name, ''));
  }

  get isSuperuser(): boolean {
    return this.grants.has(key('superuser', '', '', ''));
  }

  hasRole(role: string): boolean {
    return this.grants.has(key('role', '', role, ''));
  }
}

function key(kind: string, schema: string, name: string, privilege: string): string {
  return JSON.stringify([kind, schema, name, privilege]);
}

/** What the session's user may do. */
export function heldRights(session: Session): Promise<HeldRights> {
  return session.catalogue.known(`rights of ${session.user}`, () => readRights(session));
}

async function readRights(session: Session): Promise<HeldRights> {
  const rows = await session.rows(
    `${heldPrincipals(session.user)}
    SELECT p.object_kind, p.schema_name, p.name, p.privilege, p.column_name FROM pg_internal.privilege p JOIN held h ON p.grantee_kind = h.kind AND p.grantee = h.name
    UNION ALL SELECT 'owner', schema_name, name, '', '' FROM pg_internal.relation WHERE lower(owner) = ${literal(session.user.toLowerCase())}
    UNION ALL SELECT 'schema-owner', schema_name, '', '', '' FROM pg_internal.schema_owner WHERE lower(owner) = ${literal(session.user.toLowerCase())}
    UNION ALL SELECT 'superuser', '', '', '', '' FROM pg_internal.principal WHERE kind = 'user' AND is_superuser AND name = ${literal(session.user.toLowerCase())}
    UNION ALL SELECT 'role', '', name, '', '' FROM held WHERE kind = 'role'`,
  );
  const grants = new Set<string>();
  const columns = new Map<string, Set<string>>();
  for (const [kind, schema, name, privilege, column] of rows) {
    const right = key(String(kind), String(schema), String(name), String(privilege));
    if (column === '') grants.add(right);
    else columns.set(right, (columns.get(right) ?? new Set()).add(String(column)));
  }
  return new HeldRights(grants, columns);
}
