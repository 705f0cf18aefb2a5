import { quoted } from '../../sql/commands/alter-table.ts';
import type { RelationName } from '../../sql/parse/token-cursor.ts';
import { SqlError } from '../../sql/sql-error.ts';
import type { Outcome } from '../outcome.ts';
import { literal, relationKind, resolve } from '../relations.ts';
import type { Session } from '../session.ts';

/**
 * Encodings of columns that were given none, by the beginning of the type's name; of all others it is RAW,
 * which is not shown. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html
 */
const ENCODINGS: readonly (readonly [type: RegExp, encoding: string])[] = [
  [/^(smallint|integer|bigint|numeric|date|time)/, 'az64'],
  [/^(character|binary varying)/, 'lzo'],
];

/** A name as a definition writes it: in quotes where it could not be read without. */
function nameText(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : quoted(name);
}

function columnText(column: unknown, type: unknown, isNotNull: unknown, value: unknown): string {
  const parts = [nameText(String(column)), String(type)];
  if (value !== null) parts.push(`DEFAULT ${String(value)}`);
  if (isNotNull === true) parts.push('NOT NULL');
  const encoding = ENCODINGS.find(([pattern]) => pattern.test(String(type)))?.[1];
  if (encoding) parts.push(`ENCODE ${encoding}`);
  return parts.join(' ');
}

/**
 * SHOW TABLE: a definition that makes the table again, without the distribution and sort keys, which are not kept.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLE.html
 */
export async function runShowTable(session: Session, name: RelationName): Promise<Outcome> {
  const relation = resolve(session, name);
  const { schema, name: table } = relation;
  if (relation.isTemporary || (await relationKind(session, relation)) !== 'table')
    throw new SqlError(`table "${name.name}" does not exist`, '42P01');
  const columns = await session.rows(
    `SELECT d."column", d.type, d."notnull", c.column_default FROM pg_internal.pg_table_def d
     JOIN pg_internal.svv_columns c ON c.table_schema = d.schemaname AND c.table_name = d.tablename AND c.column_name = d."column"
     WHERE d.schemaname = ${literal(schema)} AND d.tablename = ${literal(table)} ORDER BY c.ordinal_position`,
  );
  const keys = await session.rows(
    `SELECT pg_internal.pg_get_constraintdef(known_oid) FROM pg_internal.pg_known_key WHERE known_table = ${literal(`${schema}.${table}`)}
     ORDER BY known_kind = 'foreign', known_kind = 'unique', known_name`,
  );
  const lines = [
    ...columns.map(([column, type, isNotNull, value]) =>
      columnText(column, type, isNotNull, value),
    ),
    ...keys.map(([definition]) => String(definition)),
  ];
  const text = `CREATE TABLE ${nameText(schema)}.${nameText(table)} (\n  ${lines.join(',\n  ')}\n)\nDISTSTYLE AUTO;`;
  const result = await session.query(`SELECT ${literal(text)} AS "Show Table DDL statement"`);
  return { rowCount: 1, result };
}
