import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One case: statements to run, and what Redshift's documentation says comes of the last one. */
export interface ConformanceCase {
  file: string;
  name: string;
  /** The documentation page that says so. */
  page: string;
  statements: string[];
  expected: { rows: string[][] } | { error: string } | { done: true };
  /** Names of the result's columns, where the case tells them. */
  columns: string[] | undefined;
}

/**
 * Reads the case files. A case begins with `-- case: name` and `-- page: address`, then its
 * statements, each ended by a semicolon at the line's end, then one of:
 *   -- with: table (before the statements: those of tables/table.sql come first)
 *   -- columns: a | b (where the names count, before the rows)
 *   -- rows: and a line `-- a | b` for each row (NULL is null, in order), or `-- rows: none`
 *   -- error: a part of the message
 *   -- done
 */
export function readCases(folder: string): ConformanceCase[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .flatMap((file) => parseCases(file, readFileSync(join(folder, file), 'utf8'), folder));
}

/** Statements, each ended by a semicolon at the line's end. */
function statementsOf(text: string): string[] {
  const sql = text.replace(/^--.*$/gm, '');
  return sql
    .split(/;[ \t]*$/m)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function parseCases(file: string, text: string, folder: string): ConformanceCase[] {
  return text
    .split(/^-- case: /m)
    .slice(1)
    .map((block) => {
      const lines = block.split('\n');
      const name = lines[0]?.trim() ?? '';
      const page =
        lines
          .find((line) => line.startsWith('-- page: '))
          ?.slice(9)
          .trim() ?? '';
      const table = lines
        .find((line) => line.startsWith('-- with: '))
        ?.slice(9)
        .trim();
      const given = table ? readFileSync(join(folder, 'tables', `${table}.sql`), 'utf8') : '';
      const statements = [...statementsOf(given), ...statementsOf(lines.slice(1).join('\n'))];
      const named = lines.find((line) => line.startsWith('-- columns: '));
      const columns = named
        ?.slice(12)
        .split('|')
        .map((column) => column.trim());
      return { file, name, page, statements, expected: expectation(file, name, lines), columns };
    });
}

function expectation(file: string, name: string, lines: string[]): ConformanceCase['expected'] {
  const at = lines.findIndex((line) => /^-- (rows|error|done)\b/.test(line));
  const line = lines[at] ?? '';
  if (line.startsWith('-- error: ')) return { error: line.slice(10).trim() };
  if (line.startsWith('-- done')) return { done: true };
  if (!line.startsWith('-- rows:'))
    throw new Error(
      `${file}: case "${name}" expects nothing: it needs -- rows:, -- error: or -- done`,
    );
  if (line.includes('none')) return { rows: [] };
  const rows: string[][] = [];
  for (const row of lines.slice(at + 1)) {
    if (!row.startsWith('-- ')) break;
    rows.push(
      row
        .slice(3)
        .split('|')
        .map((cell) => cell.trim()),
    );
  }
  return { rows };
}
