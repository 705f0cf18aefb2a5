import type { Plan } from '../plan.ts';
import { notCovered, syntaxErrorAt } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';

/** Transaction control, LOCK, TRUNCATE, SET, SHOW and the maintenance statements. */
export function sessionPlan({ cursor }: StatementText): Plan | undefined {
  if (cursor.take('begin') || cursor.take('start')) {
    if (!cursor.take('work')) cursor.take('transaction');
    while (!cursor.done) cursor.next();
    return { kind: 'transaction', action: 'begin' };
  }
  if (cursor.take('commit') || cursor.take('end')) {
    if (!cursor.take('work')) cursor.take('transaction');
    cursor.end();
    return { kind: 'transaction', action: 'commit' };
  }
  if (cursor.take('rollback') || cursor.take('abort')) {
    if (!cursor.take('work')) cursor.take('transaction');
    cursor.end();
    return { kind: 'transaction', action: 'rollback' };
  }
  if (cursor.take('lock')) {
    cursor.take('table');
    const relations = [cursor.relation()];
    while (cursor.take(',')) relations.push(cursor.relation());
    cursor.end();
    return { kind: 'lock', relations };
  }
  if (cursor.take('truncate')) {
    cursor.take('table');
    const target = cursor.relation();
    cursor.end();
    return { kind: 'truncate', target };
  }
  if (cursor.take('set')) return setPlan(cursor);
  if (cursor.take('reset')) return { kind: 'set', name: cursor.identifier(), value: 'default' };
  if (cursor.take('analyze') || cursor.take('vacuum')) return { kind: 'nothing' };
  for (const word of [
    'call',
    'prepare',
    'execute',
    'deallocate',
    'declare',
    'fetch',
    'close',
    'cancel',
  ]) {
    if (cursor.looksAt(word)) throw notCovered(`the statement ${word.toUpperCase()}`);
  }
  // Statements of the engine that Redshift does not know.
  for (const word of [
    'pragma',
    'attach',
    'detach',
    'install',
    'load',
    'import',
    'export',
    'checkpoint',
    'use',
    'describe',
    'summarize',
    'from',
    'pivot',
    'unpivot',
    'values',
    'force',
    'replace',
    'upsert',
    'table',
    'desc',
  ]) {
    if (cursor.looksAt(word) && !cursor.looksAt(word, 'masking'))
      throw syntaxErrorAt(cursor.peek()?.text ?? word);
  }
  return undefined;
}

function setPlan(cursor: StatementText['cursor']): Plan {
  cursor.take('session');
  cursor.take('local');
  if (cursor.take('time', 'zone')) return { kind: 'set', name: 'timezone', value: restOf(cursor) };
  let name = cursor.identifier();
  // A session context variable has a name of two parts.
  if (cursor.take('.')) name += `.${cursor.identifier()}`;
  if (name === 'session' || name === 'authorization') throw notCovered('SET SESSION AUTHORIZATION');
  if (!cursor.take('to')) cursor.expect('=');
  return { kind: 'set', name, value: restOf(cursor) };
}

/** What follows, strings without their quotes. @throws SqlError where nothing does */
function restOf(cursor: StatementText['cursor']): string {
  if (cursor.done) cursor.fail();
  let text = '';
  while (!cursor.done) {
    const token = cursor.next();
    text += token.kind === 'string' || token.kind === 'quoted' ? token.value : token.text;
  }
  return text;
}
