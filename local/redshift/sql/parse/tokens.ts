import { SqlError } from '../sql-error.ts';

/** One lexical unit of a SQL text. `text` is as written; `word` is its lower-case form where it is a bare word. */
export interface Token {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol';
  text: string;
  /** The value: a string's content, an identifier folded to lower case, otherwise the text. */
  value: string;
  start: number;
  end: number;
}

const WORD_START = /[A-Za-z_\u0080-\uffff]/;
const WORD_PART = /[A-Za-z0-9_$\u0080-\uffff]/;

/** Splits a SQL text into tokens; comments and white space are dropped. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: Token['kind'], end: number, value?: string) => {
    const text = sql.slice(at, end);
    tokens.push({ kind, text, value: value ?? text, start: at, end });
    at = end;
  };
  while (at < sql.length) {
    const c = sql[at] ?? '';
    if (/\s/.test(c)) at += 1;
    else if (sql.startsWith('--', at)) {
      const end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length : end + 1;
    } else if (sql.startsWith('/*', at)) at = endOfBlockComment(sql, at);
    else if (c === "'") {
      const end = endOfQuoted(sql, at, "'", 'unterminated quoted string');
      push('string', end, sql.slice(at + 1, end - 1).replaceAll("''", "'"));
    } else if (c === '"') {
      const end = endOfQuoted(sql, at, '"', 'unterminated quoted identifier');
      push(
        'quoted',
        end,
        sql
          .slice(at + 1, end - 1)
          .replaceAll('""', '"')
          .toLowerCase(),
      );
    } else if (/^\$[A-Za-z_]*\$/.test(sql.slice(at, at + 64))) {
      const tag = /^\$[A-Za-z_]*\$/.exec(sql.slice(at, at + 64))?.[0] ?? '$$';
      const end = sql.indexOf(tag, at + tag.length);
      if (end < 0) throw new SqlError('unterminated dollar-quoted string', '42601');
      push('string', end + tag.length, sql.slice(at + tag.length, end));
    } else if (WORD_START.test(c)) {
      let end = at + 1;
      while (end < sql.length && WORD_PART.test(sql[end] ?? '')) end += 1;
      push('word', end, sql.slice(at, end).toLowerCase());
    } else if (/[0-9]/.test(c) || (c === '.' && /[0-9]/.test(sql[at + 1] ?? ''))) {
      const end = at + (/^(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?/.exec(sql.slice(at))?.[0].length ?? 1);
      push('number', end);
    } else if (sql.startsWith('::', at)) push('symbol', at + 2);
    else push('symbol', at + 1);
  }
  return tokens;
}

function endOfBlockComment(sql: string, start: number): number {
  let depth = 0;
  for (let at = start; at < sql.length; at += 1) {
    if (sql.startsWith('/*', at)) {
      depth += 1;
      at += 1;
    } else if (sql.startsWith('*/', at)) {
      depth -= 1;
      at += 1;
      if (depth === 0) return at + 1;
    }
  }
  throw new SqlError('unterminated /* comment', '42601');
}

function endOfQuoted(sql: string, start: number, quote: string, message: string): number {
  for (let at = start + 1; at < sql.length; at += 1) {
    if (sql[at] !== quote) continue;
    if (sql[at + 1] === quote) at += 1;
    else return at + 1;
  }
  throw new SqlError(message, '42601');
}
