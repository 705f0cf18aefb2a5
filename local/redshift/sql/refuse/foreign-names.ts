import type { Token } from '../parse/tokens.ts';
import { SqlError } from '../sql-error.ts';

/** Names of other dialects that the parser takes for a function of Redshift's, and forgets. */
const FOREIGN = new Set(['ifnull', 'instr', 'lcase', 'locate', 'ucase']);

/** @throws SqlError where a text calls a function by another dialect's name */
export function refuseForeignNames(tokens: readonly Token[]): void {
  tokens.forEach((token, index) => {
    const isCall = tokens[index + 1]?.text === '(' && tokens[index - 1]?.text !== '.';
    if ((token.kind === 'word' || token.kind === 'quoted') && isCall && FOREIGN.has(token.value))
      throw new SqlError(`function ${token.value} does not exist`, '42883');
  });
}
