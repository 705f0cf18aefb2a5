import { tokenize } from './parse/tokens.ts';
import { SqlError } from './sql-error.ts';

const MARK = '\u0001parameter:';

/** A string literal that stands for a parameter while a text is translated. */
export function parameterMark(name: string): string {
  return `'${MARK}${name}\u0001'`;
}

/** What a statement calls the parameter that a string literal stands for; undefined for any other literal. */
export function parameterOf(literal: string): string | undefined {
  return literal.startsWith(`'${MARK}`) ? `:${literal.slice(MARK.length + 1, -2)}` : undefined;
}

/** Puts marks in for named parameters. */
export function markParameters(
  sql: string,
  names: ReadonlySet<string>,
): { sql: string; used: string[] } {
  if (names.size === 0) return { sql, used: [] };
  const tokens = tokenize(sql);
  const used: string[] = [];
  let out = '';
  let copied = 0;
  for (let i = 0; i + 1 < tokens.length; i += 1) {
    const colon = tokens[i];
    const name = tokens[i + 1];
    if (colon?.text !== ':' || name?.kind !== 'word' || colon.end !== name.start) continue;
    if (!names.has(name.text)) throw new SqlError(`syntax error at or near ":"`, '42601');
    used.push(name.text);
    out += sql.slice(copied, colon.start) + parameterMark(name.text);
    copied = name.end;
  }
  return { sql: out + sql.slice(copied), used };
}

/** Puts the values in for the marks, as string literals. */
export function bindParameters(sql: string, values: ReadonlyMap<string, string>): string {
  if (values.size === 0) return sql;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the mark is built from a control character so that no statement's own text can hold it
  return sql.replace(/\u0001parameter:([A-Za-z0-9_$]+)\u0001/g, (_, name: string) =>
    (values.get(name) ?? '').replaceAll("'", "''"),
  );
}

/** Replaces the string literals that are a mark by something else. */
export function replaceParameterMarks(sql: string, replace: (name: string) => string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: see above
  return sql.replace(/'\u0001parameter:([A-Za-z0-9_$]+)\u0001'/g, (_, name: string) =>
    replace(name),
  );
}
