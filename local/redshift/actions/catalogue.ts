import { literal } from '../engine/relations.ts';
import { validationError } from '../server/api-error.ts';
import type { Input } from '../server/input.ts';
import type { Warehouse } from '../statements/warehouse.ts';
import type { Action, Caller } from './action.ts';
import { pageStart, pageToken } from './get-statement-result.ts';
import { targetOf } from './target.ts';

/** Runs a catalogue query of the warehouse itself. */
async function ask(warehouse: Warehouse, caller: Caller, sql: string): Promise<unknown[][]> {
  const session = await warehouse.openSession(caller.user);
  try {
    return await session.rows(sql);
  } finally {
    session.close();
  }
}

function requireDatabase(warehouse: Warehouse, input: Input): void {
  targetOf(input);
  const database = input.string('Database');
  if (database !== warehouse.database)
    throw validationError(
      `Database ${database} does not exist; this warehouse serves ${warehouse.database}`,
    );
}

/** A page of a list by MaxResults and NextToken. */
export function page<T>(
  all: T[],
  input: Input,
  kind: string,
): { items: T[]; token: { NextToken?: string } } {
  const max = input.integer('MaxResults', 0, 1000) || 1000;
  const from = pageStart(input.optionalString('NextToken'), kind);
  return {
    items: all.slice(from, from + max),
    token: from + max < all.length ? { NextToken: pageToken(from + max, kind) } : {},
  };
}

function like(column: string, pattern: string | undefined): string {
  return pattern === undefined ? 'true' : `${column} LIKE ${literal(pattern)}`;
}

export const listDatabases: Action = async (warehouse, input) => {
  requireDatabase(warehouse, input);
  return { Databases: [warehouse.database] };
};

export const listSchemas: Action = async (warehouse, input, caller) => {
  requireDatabase(warehouse, input);
  const rows = await ask(
    warehouse,
    caller,
    `SELECT nspname FROM pg_internal.pg_namespace WHERE ${like('nspname', input.optionalString('SchemaPattern'))} ORDER BY nspname`,
  );
  const { items, token } = page(
    rows.map(([name]) => String(name)),
    input,
    'schemas',
  );
  return { Schemas: items, ...token };
};

export const listTables: Action = async (warehouse, input, caller) => {
  requireDatabase(warehouse, input);
  const rows = await ask(
    warehouse,
    caller,
    `SELECT schema_name, name, CASE WHEN kind IN ('view', 'late view') THEN 'VIEW' ELSE 'TABLE' END FROM pg_internal.relation WHERE ${like('schema_name', input.optionalString('SchemaPattern'))} AND ${like('name', input.optionalString('TablePattern'))} ORDER BY 1, 2`,
  );
  const { items, token } = page(
    rows.map(([schema, name, type]) => ({ schema, name, type })),
    input,
    'tables',
  );
  return { Tables: items, ...token };
};

/** Sizes as JDBC drivers report them, by the long type name. */
const SHORT_NAMES: Record<string, string> = {
  'character varying': 'varchar',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  integer: 'int4',
  bigint: 'int8',
  smallint: 'int2',
  'double precision': 'float8',
  real: 'float4',
  boolean: 'bool',
};

export const describeTable: Action = async (warehouse, input, caller) => {
  requireDatabase(warehouse, input);
  const schema = input.optionalString('Schema');
  const table = input.optionalString('Table');
  const isNamed = (column: string, name: string | undefined) =>
    name === undefined ? 'true' : `${column} = ${literal(name)}`;
  const rows = await ask(
    warehouse,
    caller,
    `SELECT column_name, data_type, is_nullable, column_default, character_maximum_length, numeric_precision, numeric_scale, table_schema, table_name FROM pg_internal.svv_columns WHERE ${isNamed('table_schema', schema)} AND ${isNamed('table_name', table)} ORDER BY table_schema, table_name, ordinal_position`,
  );
  const { items, token } = page(rows, input, 'columns');
  return {
    TableName: table,
    ColumnList: items.map(([name, type, isNullable, value, length, precision, scale, ...of]) => ({
      name,
      label: name,
      typeName: SHORT_NAMES[String(type)] ?? type,
      nullable: isNullable === 'YES' ? 1 : 0,
      columnDefault: value ?? undefined,
      length: Number(length ?? 0),
      precision: Number(length ?? precision ?? 0),
      scale: Number(scale ?? 0),
      schemaName: of[0],
      tableName: of[1],
      isCaseSensitive: type === 'character varying',
      isCurrency: false,
      isSigned: precision !== null && precision !== undefined,
    })),
    ...token,
  };
};
