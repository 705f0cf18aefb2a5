import { type Connection, escapeId, type RowDataPacket } from 'mysql2/promise';
import { openMysql } from '../adapters/mysql.ts';
import { mysqlError } from '../adapters/mysql-errors.ts';
import {
  callCenter,
  caseCategory,
  caseCountry,
  casePriority,
  type Dimension,
  employee,
  product,
} from '../domain/dimensions.ts';
import { CasePulseError, ConfigurationError } from '../domain/errors.ts';
import type { Row } from '../domain/table.ts';
import { callCenterKeys } from './dimensions/call-centers.ts';
import { categoryRows } from './dimensions/categories.ts';
import { countryCodes } from './dimensions/countries.ts';
import { employeeKey } from './dimensions/employees.ts';
import { priorityRows } from './dimensions/priorities.ts';
import { productKey } from './dimensions/products.ts';
import { type DimensionSize, sizes } from './dimensions/sizes.ts';

export type Category = {
  readonly category: string;
  readonly subCategory: string;
  /** Level of its priority, as the source spells it; null where it has none. */
  readonly level: string | null;
  /** Null where there is no SLA. */
  readonly slaHours: number | null;
};

/** What events may name. None of the lists is empty. */
export type ReferenceKeys = {
  readonly categories: readonly Category[];
  readonly callCenters: readonly string[];
  /** Keys of the first employees: the care team is a part of the company. */
  readonly employees: readonly string[];
  readonly products: readonly string[];
  /** Upper case, as events have them. */
  readonly countries: readonly string[];
};

/** As many as a care team and a catalogue of a demonstration need; MySQL may hold far more. */
const mostEmployees = 5_000;
const mostProducts = 50_000;

const text = (value: unknown): string => String(value ?? '');

const joined = (categories: readonly Row[], priorities: readonly Row[]): Category[] =>
  categories.map((category) => {
    const priority = priorities.find(({ priority_key: key }) => key === category['priority']);
    const sla = text(priority?.['sla']);
    return {
      category: text(category['category_key']),
      subCategory: text(category['sub_category_key']),
      level: priority ? text(priority['priority']) : null,
      slaHours: /^\d+(\.\d+)?$/.test(sla) ? Number(sla) : null,
    };
  });

const list = (length: number, key: (position: number) => string): string[] =>
  Array.from({ length }, (_, position) => key(position));

/** The keys of the generated dimensions. */
export const generatedKeys = (size: DimensionSize): ReferenceKeys => ({
  categories: joined(categoryRows(), priorityRows()),
  callCenters: callCenterKeys,
  employees: list(Math.min(sizes[size].employees, mostEmployees), (i) => String(employeeKey(i))),
  products: list(Math.min(sizes[size].products, mostProducts), productKey),
  countries: countryCodes,
});

/** The first `most` rows of a table, in the order of its key, with the contract's column names. */
const firstRows = async (
  connection: Connection,
  { source, columns, sourceColumns, key }: Dimension,
  names: readonly string[],
  most = 10_000,
): Promise<Row[]> => {
  const sourceName = (name: string): string =>
    escapeId(sourceColumns[columns.findIndex((column) => column.name === name)] ?? name);
  const selected = names.map((name) => `${sourceName(name)} AS ${escapeId(name)}`).join(', ');
  const order = key.map(sourceName).join(', ');
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT ${selected} FROM ${escapeId(source)} ORDER BY ${order} LIMIT ${most}`,
  );
  if (rows.length === 0) {
    throw new ConfigurationError(`${source} must have rows, got none; run seed-dimensions first`);
  }
  return rows as Row[];
};

const readKeys = async (connection: Connection): Promise<ReferenceKeys> => {
  const keys = async (dimension: Dimension, name: string, most?: number): Promise<string[]> =>
    (await firstRows(connection, dimension, [name], most)).map((row) => text(row[name]));
  const categories = await firstRows(connection, caseCategory, [
    'category_key',
    'sub_category_key',
    'priority',
  ]);
  const priorities = await firstRows(connection, casePriority, ['priority_key', 'priority', 'sla']);
  return {
    categories: joined(categories, priorities),
    callCenters: await keys(callCenter, 'call_center_id'),
    employees: await keys(employee, 'emp_key', mostEmployees),
    products: await keys(product, 'product_id', mostProducts),
    countries: (await keys(caseCountry, 'alpha_2')).map((code) => code.toUpperCase()),
  };
};

/**
 * The keys that the reference tables hold.
 * @throws ConfigurationError where a table is missing or empty; TransientError
 */
export const readReferenceKeys = async (mysqlUrl: string): Promise<ReferenceKeys> => {
  const connection = await openMysql(mysqlUrl);
  try {
    return await readKeys(connection);
  } catch (error) {
    if (error instanceof CasePulseError) throw error;
    throw mysqlError(`${connection.config.host}:${connection.config.port}`, error);
  } finally {
    await connection.end();
  }
};
