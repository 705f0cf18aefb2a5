import { makeString } from '../parse/ast.ts';
import { engineExpression } from '../parse/generate.ts';
import type { TokenCursor } from '../parse/token-cursor.ts';
import type { Plan } from '../plan.ts';
import { notCovered } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';
import { showGrantsPlan } from './show-grants.ts';

/** LIKE and LIMIT behind a SHOW. */
function filtered(
  cursor: TokenCursor,
  query: string,
  name: string,
  conditions: string[],
  order = name,
): Plan {
  const where = [...conditions];
  if (cursor.take('like')) where.push(`${name} LIKE ${text(cursor.string())}`);
  const limit = cursor.take('limit') ? ` LIMIT ${Number(cursor.next().text)}` : '';
  cursor.end();
  const filter = where.length > 0 ? ` WHERE ${where.join(' AND ')}` : '';
  return { kind: 'query', sql: `${query}${filter} ORDER BY ${order}${limit}`, uses: [] };
}

function text(value: string): string {
  return engineExpression(makeString(value));
}

/** `database.schema` or `schema`. */
function names(cursor: TokenCursor): string[] {
  const parts = [cursor.identifier()];
  while (cursor.take('.')) parts.push(cursor.identifier());
  return parts;
}

/** The name, with the database's as a condition where it is told. */
function within(parts: readonly string[], columns: readonly string[]): string[] {
  return parts
    .toReversed()
    .flatMap((part, index) =>
      columns[index] === undefined ? [] : [`${columns[index]} = ${text(part)}`],
    );
}

/**
 * SHOW of databases, schemas, tables, columns, grants, and of the definition of a view or a table.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLES.html and its neighbours
 */
export function showPlan({ cursor }: StatementText): Plan | undefined {
  if (!cursor.take('show')) return undefined;
  if (cursor.take('databases'))
    return filtered(
      cursor,
      "SELECT database_name, database_owner, 'local' AS database_type, CAST(NULL AS VARCHAR) AS database_acl, CAST(NULL AS VARCHAR) AS parameters, 'Snapshot Isolation' AS database_isolation_level FROM pg_internal.svv_redshift_databases",
      'database_name',
      [],
    );
  if (cursor.take('schemas', 'from', 'database'))
    return filtered(
      cursor,
      'SELECT database_name, schema_name, schema_owner, schema_type, CAST(NULL AS VARCHAR) AS schema_acl, CAST(NULL AS VARCHAR) AS source_database, CAST(NULL AS VARCHAR) AS schema_option FROM pg_internal.svv_all_schemas',
      'schema_name',
      within([cursor.identifier()], ['database_name']),
    );
  if (cursor.take('tables', 'from', 'schema'))
    return filtered(
      cursor,
      'SELECT database_name, schema_name, table_name, table_type, table_acl, remarks FROM pg_internal.svv_all_tables',
      'table_name',
      within(names(cursor), ['schema_name', 'database_name']),
    );
  if (cursor.take('columns', 'from', 'table'))
    return filtered(
      cursor,
      'SELECT database_name, schema_name, table_name, column_name, ordinal_position, column_default, is_nullable, data_type, character_maximum_length, numeric_precision, remarks FROM pg_internal.svv_all_columns',
      'column_name',
      within(names(cursor), ['table_name', 'schema_name', 'database_name']),
      'ordinal_position',
    );
  const grants = showGrantsPlan(cursor);
  if (grants) return grants;
  for (const what of ['view', 'table'] as const) {
    if (!cursor.take(what)) continue;
    const relation = cursor.relation();
    cursor.end();
    return { kind: `show-${what}`, relation };
  }
  if (cursor.peek(1) === undefined && cursor.peek()?.kind === 'word')
    return { kind: 'show', name: cursor.identifier() };
  throw notCovered(`SHOW ${cursor.peek()?.text.toUpperCase() ?? ''}`);
}
