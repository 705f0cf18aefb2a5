import { tokenize } from '../../sql/parse/tokens.ts';

/** One statement of a text. */
export interface StatementPart {
  sql: string;
  /** Where it begins in the text. */
  start: number;
}

/** The statements of a text, without those that are empty. @throws SqlError for an unended string or comment */
export function splitStatements(text: string): StatementPart[] {
  const statements: StatementPart[] = [];
  let start: number | undefined;
  let end = 0;
  for (const token of tokenize(text)) {
    if (token.kind === 'symbol' && token.text === ';') {
      if (start !== undefined) statements.push({ sql: text.slice(start, end), start });
      start = undefined;
    } else {
      start ??= token.start;
      end = token.end;
    }
  }
  if (start !== undefined) statements.push({ sql: text.slice(start, end), start });
  return statements;
}
