import { type CatalogColumn, literal } from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';
import { quoted } from '../sql/commands/alter-table.ts';
import { LoadError, SqlError } from '../sql/sql-error.ts';
import { NO_PLACE } from './load-faults.ts';

export interface ParquetLoad {
  /** The table's name, for messages. */
  table: string;
  /** `"schema"."table" ("column", …)` */
  target: string;
  columns: readonly CatalogColumn[];
  sources: readonly { file: string; url: string }[];
  isFillRecord: boolean;
}

interface FileColumn {
  name: string;
  type: string;
}

/** Parquet types that a column of an engine type takes, as Redshift's COPY checks them. */
function isCompatible(column: CatalogColumn, fileType: string): boolean {
  const table = column.engineType;
  if (table === 'SMALLINT' || table === 'INTEGER')
    return ['TINYINT', 'SMALLINT', 'INTEGER'].includes(fileType);
  if (table === 'VARCHAR') return fileType === 'VARCHAR';
  if (table === 'TIMESTAMP' || table === 'TIMESTAMP WITH TIME ZONE')
    return /^TIMESTAMP/.test(fileType);
  if (table === 'JSON') return true;
  return table === fileType;
}

/** Redshift's names of table column types in its Parquet messages. */
function redshiftType(column: CatalogColumn): string {
  if (column.engineType === 'VARCHAR')
    return `VARCHAR${column.maxBytes === undefined ? '' : `(${column.maxBytes})`}`;
  if (column.engineType === 'INTEGER') return 'INT';
  return column.engineType.startsWith('TIMESTAMP') ? 'TIMESTAMP' : column.engineType;
}

/** Loads Parquet files by position. @returns the number of rows */
export async function loadParquet(session: Session, load: ParquetLoad): Promise<number> {
  const select: string[] = [];
  // Files of one kind mostly share a schema: they are read together, by groups of equal column names.
  const groups = new Map<string, { columns: FileColumn[]; files: string[] }>();
  for (const source of load.sources) {
    const columns = await fileColumns(session, load, source);
    checkColumns(load, columns, source.url);
    const key = JSON.stringify(columns);
    const group = groups.get(key) ?? { columns, files: [] };
    group.files.push(source.file);
    groups.set(key, group);
  }
  for (const group of groups.values()) {
    const items = load.columns.map((column, index) => {
      const file = group.columns[index];
      return file
        ? `CAST(${quoted(file.name)} AS ${column.engineType}) AS c${index}`
        : `NULL AS c${index}`;
    });
    select.push(
      `SELECT ${items.join(', ')} FROM read_parquet([${group.files.map(literal).join(', ')}])`,
    );
  }
  try {
    const result = await session.run(`INSERT INTO ${load.target} ${select.join(' UNION ALL ')}`);
    return result.rowsChanged;
  } catch (error) {
    if (error instanceof SqlError && /value too long/.test(error.message))
      throw await lengthError(load, error);
    throw error;
  }
}

async function fileColumns(
  session: Session,
  load: ParquetLoad,
  source: { file: string; url: string },
): Promise<FileColumn[]> {
  try {
    const rows = await session.rows(`DESCRIBE SELECT * FROM read_parquet(${literal(source.file)})`);
    return rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
  } catch (error) {
    throw wrongFile(
      load,
      source.url,
      `Spectrum Scan Error\n  Detail: File '${source.url}' is not a valid Parquet file. ${error instanceof Error ? error.message : ''}`,
    );
  }
}

function checkColumns(load: ParquetLoad, columns: readonly FileColumn[], url: string): void {
  const isShort = columns.length < load.columns.length && load.isFillRecord;
  if (columns.length !== load.columns.length && !isShort) {
    throw wrongFile(
      load,
      url,
      `Unmatched number of columns between table and file. Table columns: ${load.columns.length}, Data columns: ${columns.length}, File name: ${url}`,
    );
  }
  load.columns.forEach((column, index) => {
    const file = columns[index];
    if (!file || isCompatible(column, file.type)) return;
    throw wrongFile(
      load,
      url,
      `Spectrum Scan Error\n  Detail: File '${url}' has an incompatible Parquet schema for column '${url}.${column.name}'. Column type: ${redshiftType(column)}, Parquet schema: ${file.name} [${file.type}]`,
    );
  });
}

/** What STL_LOAD_ERRORS is to name is the file that is at fault, and not the first of many. */
function wrongFile({ table }: ParquetLoad, url: string, message: string): LoadError {
  const fault = { ...NO_PLACE, fileName: url, code: 1200, reason: message };
  return new LoadError(message, { table, faults: [fault] });
}

/** The failed transaction can't be asked any more, so the message names what the check itself says. */
async function lengthError(load: ParquetLoad, error: SqlError): Promise<SqlError> {
  const limit = /\((\d+)\)/.exec(error.message)?.[1] ?? '';
  const candidates = load.columns
    .filter((column) => String(column.maxBytes) === limit)
    .map((column) => column.name);
  return new SqlError(
    `Spectrum Scan Error\n  Detail: The length of the data column ${candidates.join(' or ')} is longer than the length defined in the table. Table: ${limit}, File name: ${load.sources
      .map((source) => source.url)
      .slice(0, 3)
      .join(', ')}`,
    '22001',
  );
}
