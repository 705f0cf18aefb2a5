import { literal } from '../../engine/relations.ts';
import { TokenCursor } from '../../sql/parse/token-cursor.ts';
import { type Token, tokenize } from '../../sql/parse/tokens.ts';
import type { Plan } from '../../sql/plan.ts';
import { notCovered, syntaxErrorAt } from '../../sql/sql-error.ts';
import type { ClientSettings } from './client-settings.ts';

/** A statement over what a connection itself keeps: a cursor or a prepared statement. Texts are Redshift's SQL. */
export type ClientPlan =
  | { kind: 'declare'; cursor: string; query: string }
  /** most is 0 for the current row again, Infinity for all that are left. */
  | { kind: 'fetch'; cursor: string; most: number }
  | { kind: 'close'; cursor: string }
  | { kind: 'prepare'; name: string; typeNames: string[]; statement: string }
  | { kind: 'deallocate'; name: string };

/** Statements that only a connection of the PostgreSQL protocol has; undefined for all others. */
export function clientPlan(sql: string, settings: ClientSettings): Plan | ClientPlan | undefined {
  const tokens = tokenize(sql);
  const cursor = new TokenCursor(tokens);
  if (cursor.take('show')) {
    const words: string[] = [];
    while (!cursor.done) words.push(cursor.next().value);
    return showPlan(words.join('_').toLowerCase(), settings);
  }
  if (cursor.take('set', 'session')) return setSessionPlan(cursor);
  if (cursor.take('declare')) return declarePlan(cursor, sql);
  if (cursor.take('fetch')) return fetchPlan(cursor);
  if (cursor.take('close')) {
    const plan: ClientPlan = { kind: 'close', cursor: cursor.identifier() };
    cursor.end();
    return plan;
  }
  if (cursor.take('prepare')) return preparePlan(cursor, sql);
  if (cursor.take('deallocate')) {
    cursor.take('prepare');
    // A later PostgreSQL's; 'all' is a reserved word before it.
    if (cursor.looksAt('all')) cursor.fail();
    const plan: ClientPlan = { kind: 'deallocate', name: cursor.identifier() };
    cursor.end();
    return plan;
  }
  return undefined;
}

function showPlan(name: string, settings: ClientSettings): Plan | undefined {
  const key = SHOW_NAMES[name] ?? name;
  const value = settings.get(key);
  if (value === undefined) return undefined;
  return { kind: 'query', sql: `SELECT ${literal(value)} AS "${key}"`, uses: [] };
}

/** Settings whose SHOW is spelt in words. */
const SHOW_NAMES: Readonly<Record<string, string>> = {
  transaction_isolation_level: 'transaction_isolation',
  time_zone: 'timezone',
};

function setSessionPlan(cursor: TokenCursor): Plan | undefined {
  // The one isolation level is what Redshift's is: https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html
  if (cursor.take('characteristics')) return { kind: 'nothing' };
  // What drivers say when they give a connection back to their pool.
  if (cursor.take('authorization', 'default')) return { kind: 'nothing' };
  return undefined;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/declare.html, and what its parser takes beside from drivers */
function declarePlan(cursor: TokenCursor, sql: string): ClientPlan {
  const name = cursor.identifier();
  for (;;) {
    if (cursor.looksAt('binary') || cursor.looksAt('scroll'))
      throw notCovered(`a ${cursor.next().text.toUpperCase()} cursor`);
    if (!(cursor.take('insensitive') || cursor.take('no', 'scroll'))) break;
  }
  cursor.expect('cursor');
  // ODBC drivers say WITH HOLD; Redshift's cursors end with their transaction all the same.
  if (!cursor.take('with', 'hold')) cursor.take('without', 'hold');
  cursor.expect('for');
  return { kind: 'declare', cursor: name, query: restOf(cursor, sql) };
}

/** https://docs.aws.amazon.com/redshift/latest/dg/fetch.html; ODBC drivers leave out FORWARD and say IN */
function fetchPlan(cursor: TokenCursor): ClientPlan {
  const isForward = cursor.take('forward');
  let most = 1;
  const count = cursor.peek();
  if (cursor.take('all')) most = Number.POSITIVE_INFINITY;
  else if (count?.kind === 'number') most = Number(cursor.next().text);
  else if (!isForward) cursor.take('next');
  if (!cursor.take('in')) cursor.expect('from');
  const name = cursor.identifier();
  cursor.end();
  return { kind: 'fetch', cursor: name, most };
}

const PREPARABLE = new Set(['select', 'with', 'insert', 'update', 'delete']);

/** https://docs.aws.amazon.com/redshift/latest/dg/r_PREPARE.html */
function preparePlan(cursor: TokenCursor, sql: string): ClientPlan {
  const name = cursor.identifier();
  const typeNames = cursor.looksAt('(') ? listOf(cursor, sql) : [];
  cursor.expect('as');
  const first = cursor.peek();
  if (!PREPARABLE.has(first?.value ?? '')) throw syntaxErrorAt(first?.text ?? '');
  return { kind: 'prepare', name, typeNames, statement: restOf(cursor, sql) };
}

/** EXECUTE's name and the texts of its values; undefined for any other statement. https://docs.aws.amazon.com/redshift/latest/dg/r_EXECUTE.html */
export function executeCall(sql: string): { name: string; values: string[] } | undefined {
  if (!/\bexecute\b/i.test(sql)) return undefined;
  const cursor = new TokenCursor(tokenize(sql));
  if (!cursor.take('execute')) return undefined;
  const name = cursor.identifier();
  const values = cursor.looksAt('(') ? listOf(cursor, sql) : [];
  cursor.end();
  return { name, values };
}

function restOf(cursor: TokenCursor, sql: string): string {
  const first = cursor.peek();
  if (!first) throw syntaxErrorAt('');
  return sql.slice(first.start);
}

/** The texts between commas in parentheses. */
function listOf(cursor: TokenCursor, sql: string): string[] {
  cursor.expect('(');
  const items: string[] = [];
  let depth = 0;
  let first: Token | undefined;
  for (;;) {
    const token = cursor.next();
    const isEnd = depth === 0 && (token.text === ',' || token.text === ')');
    if (isEnd) {
      if (!first) throw syntaxErrorAt(token.text);
      items.push(sql.slice(first.start, token.start).trim());
      first = undefined;
      if (token.text === ')') return items;
      continue;
    }
    first ??= token;
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
  }
}
