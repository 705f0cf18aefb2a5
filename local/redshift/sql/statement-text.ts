import type { TokenCursor } from './parse/token-cursor.ts';
import type { Token } from './parse/tokens.ts';

/** A statement as text and tokens, for the grammars that are Redshift's own. */
export interface StatementText {
  text: string;
  tokens: readonly Token[];
  cursor: TokenCursor;
}
