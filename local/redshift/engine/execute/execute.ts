import { runAccessCommand } from '../../access/run-access-command.ts';
import type { CopyContext } from '../../copy/copy-context.ts';
import { runCopy } from '../../copy/run-copy.ts';
import { runUnload } from '../../copy/run-unload.ts';
import type { RelationName } from '../../sql/parse/token-cursor.ts';
import type { Plan } from '../../sql/plan.ts';
import { SqlError } from '../../sql/sql-error.ts';
import type { Outcome } from '../outcome.ts';
import { literal, relationKind, resolve } from '../relations.ts';
import type { Session } from '../session.ts';
import { runAlterTable } from './alter-table.ts';
import { runDropRelations } from './drop-relations.ts';
import { runMerge, runRemoveDuplicates, runTruncate, runWrite } from './execute-changes.ts';
import {
  runCreateSchema,
  runCreateTable,
  runCreateTableAs,
  runDropSchemas,
} from './execute-definitions.ts';
import { explainLines } from './explain-lines.ts';
import { runSet, runShow } from './settings.ts';
import { runShowTable } from './show-table.ts';
import { runComment, runCreateView, runRefresh, runShowView } from './views/execute-views.ts';

const DONE: Outcome = { rowCount: 0 };

/** Runs one translated statement in a session, inside whatever transaction is open, as long as it may. */
export async function execute(
  session: Session,
  plan: Plan,
  context: CopyContext,
  isAlone: boolean,
): Promise<Outcome> {
  return session.inTime(() => executeNow(session, plan, context, isAlone));
}

async function executeNow(
  session: Session,
  plan: Plan,
  context: CopyContext,
  isAlone: boolean,
): Promise<Outcome> {
  switch (plan.kind) {
    case 'nothing':
      return DONE;
    case 'lock':
      return runLock(session, plan.relations);
    case 'transaction':
      return runTransaction(session, plan.action);
    case 'set':
      return runSet(session, plan.name, plan.value);
    default:
  }
  // A query alone is its own transaction in the engine too.
  if (!(isAlone && plan.kind === 'query')) await session.begin();
  if (plan.kind === 'query') {
    const result = await session.query(plan.sql);
    return { rowCount: result.rowCount, result };
  }
  if (plan.kind === 'show') return runShow(session, plan.name);
  if (plan.kind === 'show-view') return runShowView(session, plan.relation);
  if (plan.kind === 'show-table') return runShowTable(session, plan.relation);
  if (plan.kind === 'explain') return runExplain(session, plan.sql);
  session.hasWritten = true;
  if (changesCatalogue(session, plan)) session.catalogue.beginChange();
  switch (plan.kind) {
    case 'write':
      return runWrite(session, plan);
    case 'merge':
      return runMerge(session, plan);
    case 'merge-remove-duplicates':
      return runRemoveDuplicates(session, plan);
    case 'truncate':
      return runTruncate(session, plan.target);
    case 'create-schema':
      return runCreateSchema(session, plan);
    case 'drop-schema':
      return runDropSchemas(session, plan);
    case 'create-table':
      return runCreateTable(session, plan);
    case 'create-table-as':
      return runCreateTableAs(session, plan);
    case 'create-view':
      return runCreateView(session, plan);
    case 'drop-relation':
      return runDropRelations(session, plan);
    case 'alter-table':
      return runAlterTable(session, plan);
    case 'refresh-view':
      return runRefresh(session, plan);
    case 'comment':
      return runComment(session, plan);
    case 'access':
      return runAccessCommand(session, plan.command);
    case 'unload':
      return runUnload(session, plan, context);
    case 'copy':
      return runCopy(session, plan, context);
  }
}

/** True for what changes relations that other sessions see, rights or masks. */
function changesCatalogue(session: Session, plan: Plan): boolean {
  switch (plan.kind) {
    case 'create-table':
    case 'create-table-as':
      return !plan.isTemporary;
    case 'drop-relation':
      return !plan.relations.every((relation) => resolve(session, relation).isTemporary);
    case 'create-schema':
    case 'drop-schema':
    case 'create-view':
    case 'alter-table':
    case 'access':
      return true;
    default:
      return false;
  }
}

/** The engine's plan, a row for each line. */
async function runExplain(session: Session, sql: string): Promise<Outcome> {
  const [plan] = await session.rows(`EXPLAIN (FORMAT JSON) ${sql}`);
  const lines = explainLines(String(plan?.at(-1) ?? '[]')).map((line) => literal(line));
  const result = await session.query(`SELECT unnest([${lines.join(', ')}]) AS "QUERY PLAN"`);
  return { rowCount: result.rowCount, result };
}

/** LOCK takes tables only, that are there. */
async function runLock(session: Session, relations: readonly RelationName[]): Promise<Outcome> {
  for (const relation of relations) {
    const kind = await relationKind(session, resolve(session, relation));
    if (kind === undefined)
      throw new SqlError(`relation "${relation.name}" does not exist`, '42P01');
    if (kind === 'view') throw new SqlError(`"${relation.name}" is not a table`, '42809');
    await session.lock(relation);
  }
  return DONE;
}

async function runTransaction(
  session: Session,
  action: 'begin' | 'commit' | 'rollback',
): Promise<Outcome> {
  if (action === 'begin') session.isExplicitTransaction = true;
  else if (action === 'commit') await session.commit();
  else await session.rollback();
  return DONE;
}
