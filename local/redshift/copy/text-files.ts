import { type CatalogColumn, literal } from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';
import type { CopyOptions } from '../sql/plan.ts';
import { LoadError, type LoadFault } from '../sql/sql-error.ts';
import { needsRewriting, rewriteFile } from './delimited-text.ts';
import { type FieldSql, fieldSql } from './field-values.ts';
import { fieldFault, NO_PLACE } from './load-faults.ts';

export interface TextLoad {
  /** The table's name, for messages. */
  table: string;
  /** `"schema"."table" ("column", …)` */
  target: string;
  columns: readonly CatalogColumn[];
  sources: readonly { file: string; url: string }[];
  options: CopyOptions;
}

/** What a load of text came to. */
export interface TextOutcome {
  rowCount: number;
  /** The rows that were left out. */
  faults: LoadFault[];
}

/** The rows of the files as texts, `c0` and on, with `file` and `n`, their place among all rows. */
const STAGED = 'temp.main.pg_copy_staged';
/** What the engine's reader could not read. */
const REJECTED = 'pg_copy_rejected';
const SCANNED = 'pg_copy_scanned';

/**
 * Loads delimited text or JSON: every row is checked before the first one is loaded.
 * @throws LoadError with all faults where there are more than MAXERROR allows
 */
export async function loadText(session: Session, load: TextLoad): Promise<TextOutcome> {
  const { options } = load;
  if (options.format !== 'JSON' && needsRewriting(options))
    for (const { file } of load.sources) await rewriteFile(file, options);
  const stage = options.format === 'JSON' ? jsonQuery(load) : delimitedQuery(load);
  try {
    await session.run(`CREATE OR REPLACE TEMP TABLE pg_copy_staged AS ${stage}`);
  } catch (error) {
    throw unreadable(load, error);
  }
  const fields = load.columns.map((column, index) => fieldSql(column, `c${index}`, options));
  const most = options.errorsAllowed;
  const faults = [
    ...(options.format === 'JSON' ? [] : await rejectedLines(session, load, most)),
    ...(await wrongRows(session, load, fields, most)),
  ].sort(inOrder(load));
  if (faults.length > most) throw loadFailed(load, faults);
  const isRight = `coalesce(${[...fields.map(({ faultCode }) => faultCode), 'NULL'].join(', ')}) IS NULL`;
  const rowCount = options.isNoLoad
    ? 0
    : (
        await session.run(
          `INSERT INTO ${load.target} SELECT ${fields.map(({ value }) => value).join(', ')} FROM ${STAGED} WHERE ${isRight} ORDER BY n`,
        )
      ).rowsChanged;
  await session.run(`DROP TABLE ${STAGED}`);
  return { rowCount, faults };
}

function fileList(load: TextLoad): string {
  return `[${load.sources.map(({ file }) => literal(file)).join(', ')}]`;
}

function delimitedQuery(load: TextLoad): string {
  const { options } = load;
  const isRewritten = needsRewriting(options);
  const isCsv = options.format === 'CSV' || options.isEscape || options.isRemoveQuotes;
  const quote = isCsv ? (options.quote ?? '"') : '';
  const names = load.columns.map((_, index) => `'c${index}': 'VARCHAR'`);
  const settings = [
    `columns={${names.join(', ')}}`,
    `delim=${literal(options.delimiter ?? (options.format === 'CSV' ? ',' : '|'))}`,
    `quote=${literal(quote)}`,
    `escape=${literal(quote)}`,
    'header=false',
    `skip=${options.ignoreHeader}`,
    `null_padding=${options.isFillRecord}`,
    `nullstr=${literal(options.nullAs ?? '\\N')}`,
    `allow_quoted_nulls=${options.format === 'CSV'}`,
    'auto_detect=false',
    `compression=${literal(isRewritten ? 'none' : options.compression)}`,
    'filename=true',
    `store_rejects=true, rejects_table=${literal(REJECTED)}, rejects_scan=${literal(SCANNED)}`,
  ];
  return `SELECT * RENAME (filename AS file), row_number() OVER () AS n FROM read_csv(${fileList(load)}, ${settings.join(', ')})`;
}

/** JSON objects, one after another: keys are column names, an absent one is null. */
function jsonQuery(load: TextLoad): string {
  const { options } = load;
  const isAuto = (options.jsonMode ?? 'auto').toLowerCase() === 'auto';
  const compression = options.compression === 'none' ? 'uncompressed' : options.compression;
  const items = load.columns.map((column, index) => {
    const key = isAuto
      ? literal(`/${column.name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      : `'/' || list_filter(json_keys(json), lambda k: lower(k) = ${literal(column.name)})[1]`;
    const text =
      column.engineType === 'JSON'
        ? `CAST(json_extract(json, ${key}) AS VARCHAR)`
        : `json_extract_string(json, ${key})`;
    return `${text} AS c${index}`;
  });
  return `SELECT ${items.join(', ')}, filename AS file, row_number() OVER () AS n, json_type(json) = 'OBJECT' AS is_object
    FROM read_json_objects(${fileList(load)}, format='unstructured', compression='${compression}', maximum_object_size=4194304, filename=true)`;
}

/** What the engine says of a file that it can't read at all. */
function unreadable(load: TextLoad, error: unknown): LoadError {
  const message = error instanceof Error ? error.message : String(error);
  const source = load.sources.find(({ file }) => message.includes(file)) ?? load.sources[0];
  // The engine counts one further.
  const place = /record\/value (\d+)/i.exec(message)?.[1];
  const isJson = load.options.format === 'JSON';
  return loadFailed(load, [
    {
      ...NO_PLACE,
      fileName: source?.url ?? load.options.source,
      lineNumber: place === undefined ? null : Number(place) - 1,
      code: isJson ? 1224 : 1200,
      reason: isJson
        ? 'Invalid JSON'
        : (message.split('\n')[0] ?? '').replaceAll(/\S*\/\S+/g, 'the file'),
    },
  ]);
}

const REJECTIONS: Readonly<Record<string, readonly [code: number, reason: string]>> = {
  'MISSING COLUMNS': [1214, 'Delimiter not found'],
  'TOO MANY COLUMNS': [1202, 'Extra column(s) found'],
  'UNQUOTED VALUE': [1216, 'Invalid quote formatting for CSV'],
  'INVALID ENCODING': [1220, 'String contains invalid or unsupported UTF8 codepoints'],
  'LINE SIZE OVER MAXIMUM': [1216, 'Invalid input line: it is too long'],
};

/** Lines that are no records, one fault each. */
async function rejectedLines(session: Session, load: TextLoad, most: number): Promise<LoadFault[]> {
  const rows = await session.rows(
    `SELECT s.file_path, r.line, first(CAST(r.error_type AS VARCHAR)), first(r.csv_line) FROM ${REJECTED} r JOIN ${SCANNED} s USING (scan_id, file_id) GROUP BY ALL ORDER BY 1, 2 LIMIT ${most + 1}`,
  );
  await session.run(`DROP TABLE ${REJECTED}`);
  await session.run(`DROP TABLE ${SCANNED}`);
  return rows.map(([file, line, type, text]) => {
    const [code, reason] = REJECTIONS[String(type)] ?? [1216, 'Invalid input line'];
    return {
      ...NO_PLACE,
      fileName: urlOf(load, file),
      lineNumber: Number(line),
      line: text === null || text === undefined ? null : String(text),
      code,
      reason,
    };
  });
}

/** Rows with a field that its column does not take: the first such field of each. */
async function wrongRows(
  session: Session,
  load: TextLoad,
  fields: readonly FieldSql[],
  most: number,
): Promise<LoadFault[]> {
  const isJson = load.options.format === 'JSON';
  const codes = fields.map(({ faultCode }) => `CAST(${faultCode} AS INTEGER)`).join(', ');
  const header = isJson ? 0 : load.options.ignoreHeader;
  const noObject = isJson ? 'is_object' : 'true';
  const rows = await session.rows(
    `SELECT s.file, s.n - f.first_n + 1 + ${header}, ${noObject}, [${codes}], [${fields.map((_, index) => `c${index}`).join(', ')}]
    FROM ${STAGED} s JOIN (SELECT file, min(n) AS first_n FROM ${STAGED} GROUP BY file) f ON f.file = s.file
    WHERE NOT ${noObject} OR coalesce(${codes}, NULL) IS NOT NULL ORDER BY s.n LIMIT ${most + 1}`,
  );
  return rows.map(([file, line, isObject, rowCodes, values]) => {
    const place = { fileName: urlOf(load, file), lineNumber: Number(line) };
    if (isObject !== true)
      return {
        ...NO_PLACE,
        ...place,
        code: 1216,
        reason: 'Invalid JSONPath format: Member is not an object.',
      };
    const found = (rowCodes as (number | null)[]).findIndex((code) => code !== null);
    const column = load.columns[found];
    const code = (rowCodes as (number | null)[])[found] ?? 1200;
    const value = (values as (string | null)[])[found] ?? null;
    return column
      ? fieldFault(column, code, { ...place, value })
      : { ...NO_PLACE, ...place, code, reason: 'Unknown parse error' };
  });
}

function urlOf(load: TextLoad, file: unknown): string {
  return load.sources.find((source) => source.file === file)?.url ?? load.options.source;
}

function inOrder({ sources }: TextLoad): (a: LoadFault, b: LoadFault) => number {
  const place = (fault: LoadFault) => sources.findIndex(({ url }) => url === fault.fileName);
  return (a, b) => place(a) - place(b) || (a.lineNumber ?? 0) - (b.lineNumber ?? 0);
}

function loadFailed({ table }: TextLoad, faults: LoadFault[]): LoadError {
  return new LoadError(
    `Load into table '${table}' failed.  Check 'stl_load_errors' system table for details.\n  Detail: ${faults[0]?.reason}`,
    { table, faults },
  );
}
