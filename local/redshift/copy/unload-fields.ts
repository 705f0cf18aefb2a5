import { literal } from '../engine/relations.ts';
import type { ResultColumn } from '../engine/results/values.ts';
import { quoted } from '../sql/commands/alter-table.ts';
import type { UnloadOptions } from '../sql/plan.ts';

/**
 * A query whose rows the engine writes as UNLOAD writes them: booleans are t and f, varbytes hexadecimal, and what
 * ESCAPE and ADDQUOTES put around characters is there.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html
 */
export function unloadQuery(
  query: string,
  columns: readonly ResultColumn[],
  options: UnloadOptions,
): string {
  if (options.format === 'PARQUET') return query;
  const fields = columns.map((_, index) => `f${index}`);
  const items = columns.map(
    (column, index) => `${fieldSql(column, `f${index}`, options)} AS ${quoted(column.name)}`,
  );
  return `SELECT ${items.join(', ')} FROM (${query}) unloaded(${fields.join(', ')})`;
}

function fieldSql(column: ResultColumn, field: string, options: UnloadOptions): string {
  const value =
    column.typeName === 'bool'
      ? `CASE ${field} WHEN true THEN 't' WHEN false THEN 'f' END`
      : column.typeName === 'varbyte'
        ? `lower(hex(${field}))`
        : field;
  if (options.format !== 'TEXT') return value;
  const text = `CAST(${value} AS VARCHAR)`;
  const escaped =
    options.isEscape && column.typeName === 'varchar'
      ? `regexp_replace(${text}, ${literal(escapedCharacters(options))}, '\\\\\\0', 'g')`
      : text;
  return options.isAddQuotes ? `'"' || ${escaped} || '"'` : escaped;
}

/** What ESCAPE puts a backslash before, as a regular expression. */
function escapedCharacters({ delimiter = '|', isAddQuotes }: UnloadOptions): string {
  const hex = delimiter.charCodeAt(0).toString(16).padStart(2, '0');
  return `[\\n\\r\\\\\\x${hex}${isAddQuotes ? `"'` : ''}]`;
}
