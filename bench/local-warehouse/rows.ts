/** Ten columns of the types that results have. */
export const tenColumns: readonly (readonly [name: string, type: string, expression: string])[] = [
  ['id', 'BIGINT', 'i::BIGINT'],
  ['case_no', 'VARCHAR(32)', '(600000 + i)::VARCHAR'],
  ['created_at', 'TIMESTAMP', "TIMESTAMP '2026-03-01' + to_seconds(i)"],
  ['modified_at', 'TIMESTAMP', "TIMESTAMP '2026-03-02 00:00:00.25' + to_seconds(i)"],
  ['employee_key', 'INTEGER', '(i * 7919 % 300024)::INTEGER'],
  ['status', 'VARCHAR(8)', "if(i % 3 = 0, 'Open', 'Closed')"],
  ['category', 'VARCHAR(32)', "'CAT' || (i % 5)"],
  ['country', 'VARCHAR(16)', "if(i % 50 = 0, NULL, 'DE')"],
  ['minutes', 'DOUBLE PRECISION', '(i % 1000) / 7.0::DOUBLE'],
  ['day', 'DATE', "DATE '2026-03-01' + (i % 10)::INTEGER"],
];

/** DuckDB's query of `rows` such rows. */
export const tenColumnQuery = (rows: number): string =>
  `SELECT ${tenColumns.map(([name, , expression]) => `${expression} AS ${name}`).join(', ')} FROM range(${rows}) AS rows(i)`;

/** The same table in Redshift SQL. */
export const tenColumnTable = (name: string): string =>
  `CREATE TABLE ${name} (${tenColumns.map(([column, type]) => `${column} ${type}`).join(', ')})`;
