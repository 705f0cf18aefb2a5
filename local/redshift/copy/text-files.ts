import { type CatalogColumn, literal } from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';
import type { CopyOptions } from '../sql/plan.ts';
import { notCovered, SqlError } from '../sql/sql-error.ts';

export interface TextLoad {
  /** `"schema"."table" ("column", …)` */
  target: string;
  columns: readonly CatalogColumn[];
  files: readonly string[];
  options: CopyOptions;
}

/** Loads delimited text: by position, an empty unquoted field of a number or time is null. @returns the number of rows */
export async function loadDelimited(session: Session, load: TextLoad): Promise<number> {
  const { options } = load;
  const isCsv = options.format === 'CSV';
  const names = load.columns.map((_, index) => `'c${index}': 'VARCHAR'`);
  const settings = [
    `columns={${names.join(', ')}}`,
    `delim=${literal(options.delimiter ?? (isCsv ? ',' : '|'))}`,
    `quote=${literal(isCsv ? (options.quote ?? '"') : '')}`,
    `escape=${literal(isCsv ? (options.quote ?? '"') : '')}`,
    'header=false',
    `skip=${options.ignoreHeader}`,
    `null_padding=${options.isFillRecord}`,
    `nullstr=${literal(options.nullAs ?? (isCsv ? '' : '\\N'))}`,
    'auto_detect=false',
    `compression='${options.isGzip ? 'gzip' : 'none'}'`,
  ];
  const items = load.columns.map((column, index) => textItem(column, `c${index}`, options));
  return insert(
    session,
    load,
    `SELECT ${items.join(', ')} FROM read_csv([${load.files.map(literal).join(', ')}], ${settings.join(', ')})`,
  );
}

function textItem(column: CatalogColumn, name: string, options: CopyOptions): string {
  const isText = column.engineType === 'VARCHAR';
  const isNullable = options.isEmptyAsNull || options.isBlanksAsNull || !isText;
  const value = isNullable ? `nullif(trim(${name}), '')` : name;
  return `CAST(${isText && !options.isBlanksAsNull && !options.isEmptyAsNull ? name : value} AS ${column.engineType})`;
}

/** Loads JSON objects, one after another: keys are column names, an absent one is null. @returns the number of rows */
export async function loadJson(session: Session, load: TextLoad): Promise<number> {
  const mode = (load.options.jsonMode ?? 'auto').toLowerCase();
  if (mode !== 'auto' && mode !== 'auto ignorecase')
    throw notCovered(`COPY with JSON '${load.options.jsonMode}'`);
  const source = `read_json_objects([${load.files.map(literal).join(', ')}], format='auto', compression='${load.options.isGzip ? 'gzip' : 'uncompressed'}', maximum_object_size=4194304)`;
  const items = load.columns.map((column) => {
    const key =
      mode === 'auto'
        ? literal(`/${column.name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
        : `'/' || list_filter(json_keys(json), lambda k: lower(k) = ${literal(column.name)})[1]`;
    return column.engineType === 'JSON'
      ? `json_extract(json, ${key})`
      : `CAST(json_extract_string(json, ${key}) AS ${column.engineType})`;
  });
  return insert(session, load, `SELECT ${items.join(', ')} FROM ${source}`);
}

async function insert(session: Session, load: TextLoad, query: string): Promise<number> {
  try {
    const result = await session.run(`INSERT INTO ${load.target} ${query}`);
    return result.rowsChanged;
  } catch (error) {
    const reason =
      error instanceof SqlError ? error.message.replace(/^ERROR: /, '') : String(error);
    throw new SqlError(
      `Load into table '${tableName(load.target)}' failed.  Check 'stl_load_errors' system table for details.\n  Detail: ${reason}`,
    );
  }
}

function tableName(target: string): string {
  return /"([^"]+)" \(/.exec(target)?.[1] ?? target;
}
