import { accessPlan } from './commands/access-commands.ts';
import { alterTablePlan } from './commands/alter-table.ts';
import { copyPlan } from './commands/copy-command.ts';
import { createTablePlan } from './commands/create-table.ts';
import { definitionPlan } from './commands/definitions.ts';
import { deleteUsingPlan, dmlPlan } from './commands/dml.ts';
import { mergeRemoveDuplicatesPlan } from './commands/merge.ts';
import { sessionPlan } from './commands/session-commands.ts';
import { unloadPlan } from './commands/unload-command.ts';
import { parseRedshift, withSubstitutes } from './parse/parse.ts';
import { TokenCursor } from './parse/token-cursor.ts';
import { tokenize } from './parse/tokens.ts';
import type { Plan } from './plan.ts';
import type { Substitutes } from './rewrite/mask-relations.ts';
import { notCovered, SqlError } from './sql-error.ts';

const GRAMMARS = [
  sessionPlan,
  createTablePlan,
  definitionPlan,
  alterTablePlan,
  copyPlan,
  unloadPlan,
  accessPlan,
  mergeRemoveDuplicatesPlan,
  deleteUsingPlan,
];

const MAX_CACHED_TEXTS = 2_000;
const cache = new Map<string, Plan>();

/**
 * Translates one Redshift statement into what the engine shall do. Plans are cached by text, so that
 * a repeated statement costs no parsing.
 * @throws SqlError in Redshift's wording for what Redshift would refuse
 */
export function translate(sql: string): Plan {
  return cached(sql, () => translateNew(sql));
}

/** As translate, where the caller reads something else in the place of some relations. */
export function translateWith(sql: string, substitutes: Substitutes, defaultSchema: string): Plan {
  const key = `${sql}\u0000${defaultSchema}\u0000${JSON.stringify([...substitutes])}`;
  return cached(key, () => withSubstitutes(substitutes, defaultSchema, () => translateNew(sql)));
}

function cached(key: string, make: () => Plan): Plan {
  const known = cache.get(key);
  if (known) return known;
  const plan = make();
  if (cache.size >= MAX_CACHED_TEXTS) cache.delete(cache.keys().next().value ?? '');
  cache.set(key, plan);
  return plan;
}

function translateNew(sql: string): Plan {
  const tokens = tokenize(sql);
  while (tokens.at(-1)?.text === ';') tokens.pop();
  if (tokens.length === 0) return { kind: 'nothing' };
  if (tokens.some((token) => token.kind === 'symbol' && token.text === ';')) {
    throw new SqlError('cannot insert multiple commands into a prepared statement', '42601');
  }
  const text = sql.slice(0, tokens.at(-1)?.end);
  for (const grammar of GRAMMARS) {
    const plan = grammar({ text, tokens, cursor: new TokenCursor(tokens) });
    if (plan) return plan;
  }
  const plan = dmlPlan(parseRedshift(text));
  if (!plan) throw notCovered(`the statement ${(tokens[0]?.text ?? '').toUpperCase()}`);
  return plan;
}
