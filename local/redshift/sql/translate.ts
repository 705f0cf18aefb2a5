import { accessPlan } from './commands/access-commands.ts';
import { alterTablePlan } from './commands/alter-table.ts';
import { copyPlan } from './commands/copy-command.ts';
import { createTablePlan } from './commands/create-table.ts';
import { definitionPlan } from './commands/definitions.ts';
import { deleteUsingPlan, dmlPlan } from './commands/dml.ts';
import { explainPlan } from './commands/explain.ts';
import { mergeRemoveDuplicatesPlan } from './commands/merge.ts';
import { sessionPlan } from './commands/session-commands.ts';
import { showPlan } from './commands/show-commands.ts';
import { unloadPlan } from './commands/unload-command.ts';
import { parseRedshift, withSubstitutes } from './parse/parse.ts';
import { TokenCursor } from './parse/token-cursor.ts';
import { type Token, tokenize } from './parse/tokens.ts';
import type { Plan } from './plan.ts';
import { refuseReservedTargets } from './refuse/reserved-names.ts';
import type { Substitutes } from './rewrite/mask-relations.ts';
import { notCovered, SqlError, syntaxErrorAt } from './sql-error.ts';
import { withSuperColumns } from './super/super-columns.ts';

const GRAMMARS = [
  showPlan,
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

/** What a translation has to know beside the text. */
export interface Reading {
  /** What the caller reads in the place of some relations. */
  substitutes: Substitutes;
  defaultSchema: string;
  /** True where a relation that is read has SUPER columns. */
  hasSuper: boolean;
}

/** As translate, for who reads other than what the text says. */
export function translateFor(sql: string, reading: Reading): Plan {
  const { substitutes, defaultSchema, hasSuper } = reading;
  const key = [sql, defaultSchema, hasSuper, JSON.stringify([...substitutes])].join('\u0000');
  const translated = () => withSubstitutes(substitutes, defaultSchema, () => translateNew(sql));
  return cached(key, () => withSuperColumns(hasSuper, translated));
}

function cached(key: string, make: () => Plan): Plan {
  const known = cache.get(key);
  if (known) return known;
  const plan = make();
  refuseReservedTargets(plan);
  if (cache.size >= MAX_CACHED_TEXTS) cache.delete(cache.keys().next().value ?? '');
  cache.set(key, plan);
  return plan;
}

/** First words of Redshift's statements: https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_commands.html */
const COMMANDS = new Set(
  'abort alter analyze attach begin call cancel close comment commit copy create deallocate declare delete desc describe detach drop end execute explain fetch grant insert lock merge prepare refresh reset revoke rollback select set show start truncate unload update use vacuum with ('.split(
    ' ',
  ),
);

/** @throws SqlError where no statement of Redshift begins so; CREATE of what there is was read before */
function refuseUnknown(tokens: readonly Token[]): void {
  const [first, second] = tokens;
  if (!COMMANDS.has(first?.text.toLowerCase() ?? '')) throw syntaxErrorAt(first?.text ?? '');
  if (/^create$/i.test(first?.text ?? '')) throw syntaxErrorAt(second?.text ?? '');
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
  const explained = explainPlan({ text, tokens, cursor: new TokenCursor(tokens) }, translateNew);
  if (explained) return explained;
  refuseUnknown(tokens);
  const plan = dmlPlan(parseRedshift(text));
  if (!plan) throw notCovered(`the statement ${(tokens[0]?.text ?? '').toUpperCase()}`);
  return plan;
}
