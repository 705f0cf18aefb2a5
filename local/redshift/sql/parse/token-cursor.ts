import { syntaxErrorAt } from '../sql-error.ts';
import type { Token } from './tokens.ts';

/** A relation as named in a statement; schema is undefined where the name is unqualified. */
export interface RelationName {
  schema?: string | undefined;
  name: string;
}

/** Reads a statement token by token, for the statements whose grammar is Redshift's own. */
export class TokenCursor {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get done(): boolean {
    return this.at >= this.tokens.length;
  }

  peek(offset = 0): Token | undefined {
    return this.tokens[this.at + offset];
  }

  next(): Token {
    const token = this.tokens[this.at];
    if (!token) throw syntaxErrorAt('');
    this.at += 1;
    return token;
  }

  /** True where the next tokens are these bare words or symbols. */
  looksAt(...words: string[]): boolean {
    return words.every((word, index) => {
      const token = this.peek(index);
      return (
        token !== undefined &&
        (token.kind === 'word' || token.kind === 'symbol') &&
        token.value === word
      );
    });
  }

  /** Consumes the words where they come next. */
  take(...words: string[]): boolean {
    if (!this.looksAt(...words)) return false;
    this.at += words.length;
    return true;
  }

  expect(...words: string[]): void {
    for (const word of words) if (!this.take(word)) this.fail();
  }

  fail(): never {
    throw syntaxErrorAt(this.peek()?.text ?? '');
  }

  /** Refuses the token that was read last. */
  refuseLast(): never {
    this.at -= 1;
    this.fail();
  }

  identifier(): string {
    const token = this.next();
    if (token.kind !== 'word' && token.kind !== 'quoted') this.refuseLast();
    return token.value;
  }

  string(): string {
    const token = this.next();
    if (token.kind !== 'string') this.refuseLast();
    return token.value;
  }

  /** `name`, `schema.name` or `database.schema.name`. */
  relation(): RelationName {
    const parts = [this.identifier()];
    while (this.take('.')) parts.push(this.identifier());
    const name = parts.at(-1) ?? '';
    return { schema: parts.at(-2), name };
  }

  identifierList(): string[] {
    const names: string[] = [];
    do names.push(this.identifier());
    while (this.take(','));
    return names;
  }

  end(): void {
    this.take(';');
    if (!this.done) this.fail();
  }
}
