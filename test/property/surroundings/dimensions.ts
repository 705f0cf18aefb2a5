import type { Warehouse } from '../../../adapters/redshift-data.ts';
import { rollUpOfDimensions } from '../../../batch/roll-up.ts';
import type { Dimensions } from '../../oracle/facts/dimensions.ts';

const literal = (value: string | number | null): string => {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
};

/** Rows of one INSERT: a statement has 100 KB at most. */
const rowsPerInsert = 200;

const insertsOf = (
  table: string,
  rows: readonly Readonly<Record<string, string | number | null>>[],
) => {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  const inserts: string[] = [];
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    const values = rows
      .slice(from, from + rowsPerInsert)
      .map((row) => `(${Object.values(row).map(literal).join(', ')})`);
    inserts.push(`INSERT INTO dim.${table} (${columns}) VALUES ${values.join(', ')}`);
  }
  return inserts;
};

/** Puts rows into dim.*, in the place of those that it put there before, in one transaction with what the views read of them. */
export const dimensionWriter = (warehouse: Warehouse) => {
  const present = new Map<string, unknown>();
  return async (dimensions: Dimensions): Promise<void> => {
    const changed = Object.entries(dimensions).filter(
      ([table, rows]) => present.get(table) !== rows,
    );
    if (changed.length === 0) return;
    await warehouse.transaction(
      changed
        .flatMap(([table, rows]) => [`DELETE FROM dim.${table}`, ...insertsOf(table, rows)])
        .concat(rollUpOfDimensions()),
    );
    for (const [table, rows] of changed) present.set(table, rows);
  };
};
