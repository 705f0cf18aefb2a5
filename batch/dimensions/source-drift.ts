import type { SourceColumn } from '../../adapters/mysql.ts';
import type { Dimension } from '../../domain/dimensions.ts';
import { ContractError } from '../../domain/errors.ts';
import type { Column } from '../../domain/table.ts';

/** MySQL's types that hold what a column's type says; lengths are checked value by value. */
const sourceTypes: Readonly<Record<Column['type'], readonly string[]>> = {
  varchar: ['varchar', 'char'],
  smallint: ['smallint'],
  integer: ['int'],
  bigint: ['bigint'],
  date: ['date'],
  timestamp: ['datetime'],
};

/** One difference between a table in MySQL and its contract. */
type Difference = {
  readonly table: string;
  readonly column: string;
  readonly expected: string;
  readonly found: string;
};

/** How MySQL's tables differ from what extraction reads. */
export type Drift = {
  /** Columns that the contract does not know, by table: they are left out. */
  readonly leftOut: ReadonlyMap<string, readonly string[]>;
  /** What is missing or has another type: nothing can be extracted. */
  readonly differences: readonly Difference[];
};

/** MySQL compares the names of columns without regard to letter case. */
const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Compares tables in MySQL with their contracts; a table without columns is not there for this user. */
export const sourceDrift = (
  dimensions: readonly Dimension[],
  columns: readonly SourceColumn[],
): Drift => {
  const leftOut = new Map<string, string[]>();
  const differences: Difference[] = [];
  for (const { source, sourceColumns, columns: contract } of dimensions) {
    const present = columns.filter(({ table }) => table === source);
    const unknown = present.filter(
      ({ name }) => !sourceColumns.some((known) => sameName(known, name)),
    );
    if (unknown.length > 0)
      leftOut.set(
        source,
        unknown.map(({ name }) => name),
      );
    for (const [index, column] of sourceColumns.entries()) {
      const types = sourceTypes[contract[index]?.type ?? 'varchar'];
      const expected = types.join(' or ');
      const found = present.find(({ name }) => sameName(name, column));
      if (!found) {
        const likely = unknown.filter(({ type }) => types.includes(type)).map(({ name }) => name);
        const hint = likely.length > 0 ? ` (renamed to ${likely.join(' or ')}?)` : '';
        differences.push({ table: source, column, expected, found: `missing${hint}` });
      } else if (!types.includes(found.type)) {
        differences.push({ table: source, column, expected, found: found.type });
      }
    }
  }
  return { leftOut, differences };
};

/** Rows as aligned columns. */
const aligned = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => `  ${row.map((text, column) => text.padEnd(widths?.[column] ?? 0)).join('  ')}`)
    .map((line) => line.trimEnd())
    .join('\n');
};

/** @throws ContractError with all differences in one table, where there are any */
export const refuseDrift = ({ differences }: Drift): void => {
  if (differences.length === 0) return;
  const rows = differences.map(({ table, column, expected, found }) => [
    table,
    column,
    expected,
    found,
  ]);
  throw new ContractError(
    `MySQL's tables must have the columns of docs/data-dictionary.md, got ${differences.length} that ${differences.length === 1 ? 'differs' : 'differ'}; mend them there and run the batch again, nothing was published\n${aligned([['table', 'column', 'must be', 'is'], ...rows])}`,
  );
};
