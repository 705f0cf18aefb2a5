import { tokenize } from '../../sql/parse/tokens.ts';

/** The statements of a text, without those that are empty. @throws SqlError for an unended string or comment */
export function splitStatements(text: string): string[] {
  const statements: string[] = [];
  let start: number | undefined;
  let end = 0;
  for (const token of tokenize(text)) {
    if (token.kind === 'symbol' && token.text === ';') {
      if (start !== undefined) statements.push(text.slice(start, end));
      start = undefined;
    } else {
      start ??= token.start;
      end = token.end;
    }
  }
  if (start !== undefined) statements.push(text.slice(start, end));
  return statements;
}
