import type { Result, ResultValue, Warehouse } from '../../../adapters/redshift-data.ts';
import type { ExpectedViews } from '../../oracle/expected-views.ts';
import type { ViewRow } from '../../oracle/views/kpi-columns.ts';

/** Columns that hold averages, percentages and percentiles: compared with a tolerance. */
const isInexact = (column: string): boolean => /_pct$|^nps$|_minutes$|^average_score$/.test(column);

/** Greatest difference of two such values, of the greater one or of 1. */
const tolerance = 1e-9;

/** A value as the oracle writes it: whole-second timestamps without decimals, numbers as numbers. */
const plain = (value: ResultValue, type: string): ViewRow[string] => {
  if (typeof value !== 'string') return value === null ? null : Number(value);
  if (type.startsWith('timestamp')) return value.replace(/\.0+$/, '');
  return type === 'numeric' ? Number(value) : value;
};

const rowsOf = ({ columns, rows }: Result): ViewRow[] =>
  rows.map((row) =>
    Object.fromEntries(columns.map(({ name, type }, at) => [name, plain(row[at] ?? null, type)])),
  );

/** The columns of a view: exact ones and inexact ones, in order. */
type Columns = { readonly exact: readonly string[]; readonly inexact: readonly string[] };

/** Of the first row of each side: whatever row has others is told apart by how many it has. */
const columnsOf = (...rows: readonly (ViewRow | undefined)[]): Columns => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row ?? {})))].sort();
  return {
    exact: names.filter((name) => !isInexact(name)),
    inexact: names.filter(isInexact),
  };
};

/** The exact part of a row as text, with which inexact columns are null. */
const exactPart = (row: ViewRow, { exact, inexact }: Columns): string =>
  JSON.stringify([
    Object.keys(row).length,
    ...exact.map((column) => row[column]),
    ...inexact.map((column) => row[column] === null),
  ]);

const isClose = (a: ViewRow[string], b: ViewRow[string]): boolean =>
  typeof a === 'number' && typeof b === 'number'
    ? Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b))
    : a === b;

/** The rows that only one side has; both empty where they are the same rows. */
const differenceOf = (
  actual: readonly ViewRow[],
  expected: readonly ViewRow[],
): { surplus: ViewRow[]; missing: ViewRow[] } => {
  const columns = columnsOf(actual[0], expected[0]);
  const isSame = (a: ViewRow, b: ViewRow): boolean =>
    columns.inexact.every((column) => isClose(a[column] ?? null, b[column] ?? null));
  const waiting = Map.groupBy(expected, (row) => exactPart(row, columns));
  const surplus: ViewRow[] = [];
  for (const row of actual) {
    const candidates = waiting.get(exactPart(row, columns)) ?? [];
    const at = candidates.findIndex((candidate) => isSame(candidate, row));
    if (at < 0) surplus.push(row);
    else candidates.splice(at, 1);
  }
  return { surplus, missing: [...waiting.values()].flat() };
};

/** Rows that a message shows of each side. */
const shownRows = 3;

const differingColumns = (surplus: readonly ViewRow[], missing: readonly ViewRow[]): string[] => {
  const [got, wanted] = [surplus[0], missing[0]];
  if (!got || !wanted) return [];
  return [...new Set([...Object.keys(got), ...Object.keys(wanted)])].filter(
    (column) => !isClose(got[column] ?? null, wanted[column] ?? null),
  );
};

/** What a view answers against what it should; null where it is the same. */
const differenceOfView = (
  view: string,
  answer: Result | undefined,
  wanted: readonly ViewRow[],
): string | null => {
  if (answer === undefined) throw new Error(`care.${view} must answer`);
  const got = rowsOf(answer);
  const { surplus, missing } = differenceOf(got, wanted);
  if (surplus.length + missing.length === 0) return null;
  const columns = differingColumns(surplus, missing).join(', ');
  return [
    `care.${view}: ${surplus.length} rows too many, ${missing.length} missing; the first differ in: ${columns}`,
    ...surplus.slice(0, shownRows).map((row) => `  got      ${JSON.stringify(row)}`),
    ...missing.slice(0, shownRows).map((row) => `  expected ${JSON.stringify(row)}`),
  ].join('\n');
};

/** Reads every view that the oracle knows, all of one state of the warehouse, and says in which rows they differ; one text a view. */
export const differencesOf = async (
  warehouse: Warehouse,
  expected: ExpectedViews,
): Promise<string[]> => {
  const views = Object.keys(expected);
  const answers = await warehouse.results(views.map((view) => `SELECT * FROM care.${view}`));
  return Object.entries(expected)
    .map(([view, wanted], at) => differenceOfView(view, answers[at], wanted))
    .filter((difference) => difference !== null);
};
