import { tokenize } from '../../sql/parse/tokens.ts';
import type { Plan } from '../../sql/plan.ts';
import type { ClientPlan } from '../client/client-plan.ts';

/** Words between CREATE and what is created. */
const FILLERS = new Set(['or', 'replace', 'temp', 'temporary', 'local', 'global']);
const TWO_WORDS = new Set(['create', 'drop', 'alter']);

/** What a command says when it is done: https://www.postgresql.org/docs/15/protocol-message-formats.html */
export function commandTag(plan: Plan | ClientPlan, sql: string, rowCount: number): string {
  switch (plan.kind) {
    case 'query':
      return `SELECT ${rowCount}`;
    case 'show':
    case 'show-view':
    case 'show-table':
      return 'SHOW';
    case 'write':
      return plan.verb === 'INSERT' ? `INSERT 0 ${rowCount}` : `${plan.verb} ${rowCount}`;
    case 'merge':
    case 'merge-remove-duplicates':
      return `MERGE ${rowCount}`;
    case 'create-table-as':
      return 'SELECT';
    case 'transaction':
      return plan.action.toUpperCase();
    case 'truncate':
      return 'TRUNCATE TABLE';
    case 'lock':
      return 'LOCK TABLE';
    case 'declare':
    case 'close':
      return `${plan.kind.toUpperCase()} CURSOR`;
    case 'fetch':
      return `FETCH ${rowCount}`;
    default:
      return tagOfWords(sql);
  }
}

function tagOfWords(sql: string): string {
  const words = tokenize(sql.slice(0, 200).replace(/['"][\s\S]*/, ''))
    .filter((token) => token.kind === 'word' && !FILLERS.has(token.value))
    .map((token) => token.value);
  const isMaterialized = words[1] === 'materialized';
  const count = isMaterialized ? 3 : TWO_WORDS.has(words[0] ?? '') ? 2 : 1;
  return words.slice(0, count).join(' ').toUpperCase();
}
