import { makeString } from '../parse/ast.ts';
import { engineExpression } from '../parse/generate.ts';
import type { TokenCursor } from '../parse/token-cursor.ts';
import type { Plan } from '../plan.ts';
import { SqlError } from '../sql-error.ts';

/** The grants that the caller may see: those of a superuser are all, others see their own and their roles'. */
const VISIBLE = `(pg_internal.pg_is_superuser(pg_internal.current_user())
  OR EXISTS (SELECT 1 FROM pg_internal.pg_holder WHERE held_by = lower(pg_internal.current_user()) AND held_kind = p.grantee_kind AND held_name = p.grantee))`;

const GRANTS = `SELECT current_database() AS database_name, p.schema_name, CASE p.object_kind WHEN 'schema' THEN p.schema_name ELSE nullif(p.name, '') END AS object_name,
  CASE p.object_kind WHEN 'scope' THEN 'TABLE' ELSE upper(p.object_kind) END AS object_type, upper(p.privilege) AS privilege_type,
  CAST(CASE WHEN p.grantee_kind = 'user' THEN pg_internal.pg_user_oid(p.grantee) END AS INTEGER) AS identity_id,
  CASE WHEN p.grantee_kind = 'public' THEN 'public' ELSE p.grantee END AS identity_name, p.grantee_kind AS identity_type, false AS admin_option,
  CASE p.object_kind WHEN 'scope' THEN 'SCHEMA' ELSE upper(p.object_kind) END AS privilege_scope
  FROM pg_internal.privilege p WHERE p.column_name = '' AND ${VISIBLE}`;

const COLUMN_GRANTS = `SELECT current_database() AS database_name, p.schema_name, p.name AS table_name, p.column_name, 'COLUMN' AS object_type, upper(p.privilege) AS privilege_type,
  CAST(CASE WHEN p.grantee_kind = 'user' THEN pg_internal.pg_user_oid(p.grantee) END AS INTEGER) AS identity_id,
  CASE WHEN p.grantee_kind = 'public' THEN 'public' ELSE p.grantee END AS identity_name, p.grantee_kind AS identity_type, false AS admin_option, 'COLUMN' AS privilege_scope
  FROM pg_internal.privilege p WHERE p.column_name <> '' AND ${VISIBLE}`;

function text(value: string): string {
  return engineExpression(makeString(value));
}

/** `schema.table` as conditions; Redshift wants a table's schema named. */
function ofTable(cursor: TokenCursor): string {
  const { schema, name } = cursor.relation();
  if (schema === undefined)
    throw new SqlError(
      'SHOW GRANTS takes the table with its schema, as schema_name.table_name',
      '42601',
    );
  return `p.schema_name = ${text(schema)} AND (p.object_kind = 'scope' OR p.object_kind = 'table' AND p.name = ${text(name)})`;
}

function ofObject(cursor: TokenCursor): string {
  if (cursor.take('database')) {
    cursor.identifier();
    return "p.object_kind = 'database'";
  }
  if (cursor.take('schema')) {
    const { name } = cursor.relation();
    return `p.object_kind = 'schema' AND p.schema_name = ${text(name)}`;
  }
  cursor.take('table');
  return ofTable(cursor);
}

function ofGrantee(cursor: TokenCursor): string {
  if (cursor.take('public')) return "p.grantee_kind = 'public'";
  const kind = cursor.take('role') ? 'role' : 'user';
  return `p.grantee_kind = '${kind}' AND p.grantee = ${text(cursor.identifier())}`;
}

/**
 * SHOW GRANTS and SHOW COLUMN GRANTS, behind the word SHOW.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_GRANTS.html and r_SHOW_COLUMN_GRANTS.html
 */
export function showGrantsPlan(cursor: TokenCursor): Plan | undefined {
  const isOfColumns = cursor.take('column', 'grants');
  if (!isOfColumns && !cursor.take('grants')) return undefined;
  const conditions: string[] = [];
  if (isOfColumns) {
    cursor.expect('on', 'table');
    conditions.push(ofTable(cursor));
  } else if (cursor.take('on')) conditions.push(ofObject(cursor));
  else if (!cursor.looksAt('for')) cursor.fail();
  if (cursor.take('for')) conditions.push(ofGrantee(cursor));
  if (cursor.take('from', 'database')) cursor.identifier();
  const limit = cursor.take('limit') ? ` LIMIT ${Number(cursor.next().text)}` : '';
  cursor.end();
  const query = isOfColumns ? COLUMN_GRANTS : GRANTS;
  const sql = `${[query, ...conditions].join(' AND ')} ORDER BY ALL${limit}`;
  return { kind: 'query', sql, uses: [] };
}
