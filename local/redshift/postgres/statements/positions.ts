import { parameterMark, replaceParameterMarks } from '../../sql/parameters.ts';
import { tokenize } from '../../sql/parse/tokens.ts';
import { CAST_NAMES } from '../values/types.ts';

/** Where $1, $2 … stand in a text. */
function positions(sql: string): { index: number; start: number; end: number }[] {
  const tokens = tokenize(sql);
  return tokens.flatMap((token, at) => {
    const number = tokens[at + 1];
    return token.text === '$' && number?.start === token.end && /^\d+$/.test(number.text)
      ? [{ index: Number(number.text), start: token.start, end: number.end }]
      : [];
  });
}

/** The number of parameters that a text has. */
export function countParameters(sql: string): number {
  return positions(sql).reduce((most, { index }) => Math.max(most, index), 0);
}

/**
 * The text with a mark for each of $1, $2 …, cast to its declared type; NULL where the value is null.
 * @param oids declared types, 0 for an open one
 */
export function markPositions(
  sql: string,
  oids: readonly number[],
  isNull: (index: number) => boolean,
): string {
  return withTexts(sql, (index) => {
    const value = isNull(index) ? 'NULL' : parameterMark(String(index));
    const type = CAST_NAMES[oids[index - 1] ?? 0];
    return type === undefined ? value : `CAST(${value} AS ${type})`;
  });
}

/** The text with something else for each of $1, $2 …. */
export function withTexts(sql: string, textOf: (index: number) => string): string {
  let out = '';
  let at = 0;
  for (const { index, start, end } of positions(sql)) {
    out += sql.slice(at, start) + textOf(index);
    at = end;
  }
  return out + sql.slice(at);
}

/** A marked text of the engine's with $1, $2 … for the marks, so that the engine can tell their types. */
export function withNumbers(sql: string): string {
  return replaceParameterMarks(sql, (name) => `$${name}`);
}

/** A marked text of the engine's with nulls for the marks. */
export function withNulls(sql: string): string {
  return replaceParameterMarks(sql, () => 'NULL');
}
