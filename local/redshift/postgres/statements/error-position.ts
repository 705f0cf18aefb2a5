import { tokenize } from '../../sql/parse/tokens.ts';
import { SqlError } from '../../sql/sql-error.ts';
import type { StatementPart } from './split.ts';

/**
 * Where in a client's text the parser stopped, in characters from 1 on: psql draws its caret there.
 * Undefined for other errors, as of Redshift's, and where several places could be meant.
 */
export function errorPosition(
  text: string,
  { sql, start }: StatementPart,
  error: unknown,
): number | undefined {
  if (!(error instanceof SqlError) || error.sqlState !== '42601') return undefined;
  const stop = /syntax error at (?:or near "([\s\S]*)"|end of input)$/.exec(error.message);
  if (!stop) return undefined;
  const at = stop[1] === undefined ? sql.length : placeOf(stop[1], sql);
  return at === undefined ? undefined : [...text.slice(0, start + at)].length + 1;
}

function placeOf(stop: string, sql: string): number | undefined {
  const places = tokenize(sql).filter(({ text }) => text.toLowerCase() === stop.toLowerCase());
  return places.length === 1 ? places[0]?.start : undefined;
}
