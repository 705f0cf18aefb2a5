import type { Warehouse } from '../../../adapters/redshift-data.ts';
import type { Dimensions } from '../../oracle/facts/dimensions.ts';

const literal = (value: string | number | null): string => {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
};

/** Rows of one INSERT: a statement has 100 KB at most. */
const rowsPerInsert = 200;

/** Puts the rows into dim.* in the place of what is there. */
export const replaceDimensions = async (
  warehouse: Warehouse,
  dimensions: Dimensions,
): Promise<void> => {
  const statements: string[] = [];
  for (const [table, rows] of Object.entries(dimensions)) {
    statements.push(`DELETE FROM dim.${table}`);
    const columns = Object.keys(rows[0] ?? {});
    for (let from = 0; from < rows.length; from += rowsPerInsert) {
      const values = rows
        .slice(from, from + rowsPerInsert)
        .map((row) => `(${Object.values(row).map(literal).join(', ')})`);
      statements.push(
        `INSERT INTO dim.${table} (${columns.join(', ')}) VALUES ${values.join(', ')}`,
      );
    }
  }
  await warehouse.transaction(statements);
};
