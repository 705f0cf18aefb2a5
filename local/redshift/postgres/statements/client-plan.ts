import { literal } from '../../engine/relations.ts';
import { TokenCursor } from '../../sql/parse/token-cursor.ts';
import { tokenize } from '../../sql/parse/tokens.ts';
import type { Plan } from '../../sql/plan.ts';
import type { ClientSettings } from './client-settings.ts';

/** Statements about the connection alone, which drivers send of their own accord; undefined for all others. */
export function clientPlan(sql: string, settings: ClientSettings): Plan | undefined {
  const cursor = new TokenCursor(tokenize(sql));
  if (cursor.take('show')) {
    const words: string[] = [];
    while (!cursor.done) words.push(cursor.next().value);
    return showPlan(words.join('_').toLowerCase(), settings);
  }
  // The one isolation level is what Redshift's is: https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html
  if (cursor.take('set') && cursor.take('session') && cursor.take('characteristics'))
    return { kind: 'nothing' };
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
