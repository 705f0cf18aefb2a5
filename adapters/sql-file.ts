import { readFileSync } from 'node:fs';
import { ConfigurationError } from '../domain/errors.ts';
import { expandIncludes, partialText, sqlFolder } from './sql-includes.ts';

/** Values for the `{{name}}` places of a SQL file: identifiers and literals that this project made itself. */
export type SqlPlaces = Readonly<Record<string, string | number>>;

const place = /\{\{\s*([a-z_]+)\s*\}\}/g;
/** No quote, semicolon, backslash or comment can come in through a place. */
const harmless = /^[\w./:@+,\- ]*$/;

/**
 * Fills the `{{name}}` places of a SQL text. For what SQL parameters can't carry (identifiers, S3
 * addresses in COPY, the time zone in a view); data goes through bound parameters.
 * @throws ConfigurationError for a place without a value, or a value that could break out of a literal.
 */
export const fillPlaces = (sql: string, places: SqlPlaces): string =>
  sql.replace(place, (_, name: string) => {
    const value = places[name];
    if (value === undefined) {
      throw new ConfigurationError(`The SQL place {{${name}}} needs a value, got none`);
    }
    if (!harmless.test(String(value))) {
      throw new ConfigurationError(
        `The SQL place {{${name}}} takes letters, digits, spaces and ./:@+,-_ only, got ${value}`,
      );
    }
    return String(value);
  });

/** What a statement can't be split within: comments, quoted texts, dollar-quoted texts. */
const opaque =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|;|[^;'"$/-]+|[\s\S]/g;

/** The statements of a SQL text, in order, without their semicolons; comments stay with what follows. */
export const splitStatements = (sql: string): string[] => {
  const statements: string[] = [];
  let current = '';
  let hasCode = false;
  for (const [token] of sql.matchAll(opaque)) {
    if (token === ';') {
      if (hasCode) statements.push(current.trim());
      current = '';
      hasCode = false;
      continue;
    }
    current += token;
    hasCode ||= !token.startsWith('--') && !token.startsWith('/*') && token.trim() !== '';
  }
  if (hasCode) statements.push(current.trim());
  return statements;
};

/** The statements of `sql/<path>`, its partials put in and its places filled. */
export const sqlStatements = (path: string, places: SqlPlaces = {}): string[] => {
  const text = readFileSync(new URL(path, sqlFolder), 'utf8');
  return splitStatements(fillPlaces(expandIncludes(text, partialText), places));
};
