import { sqlStatements } from '../adapters/sql-file.ts';
import { type Kind, kinds } from '../domain/facts.ts';
import { checkGate } from './check-gate.ts';
import type { BatchContext, BatchRun, Counts } from './context.ts';
import { factManifestKey, readFold, runObjectsKey } from './fold.ts';
import { runRecord } from './record.ts';
import { withConflictRetries } from './retries.ts';
import { rollUpOfFacts } from './roll-up.ts';

/** Temporary table that a kind's objects are copied into. */
const copiedTables: Readonly<Record<Kind, string>> = {
  cases: 'copied_case',
  surveys: 'copied_survey',
  quarantine: 'copied_quarantine',
};

/**
 * Publishes the objects that the run has fixed, in one transaction: copied, counted, folded into the
 * batch facts (or the facts computed anew, in a full run), deleted from the speed layer, rolled up for the views, and
 * checked by the blocking rules of sql/checks. Queries see all of it or nothing.
 * @param details what the run did before, for its record
 * @throws ConsistencyError where a blocking rule finds something: the run is then recorded as failed;
 *   StatementFailed where an object does not give the rows that were archived, or another run has
 *   published since a full run fixed its objects; TransientError
 */
export const publish = async (
  context: BatchContext,
  run: BatchRun,
  details: string,
): Promise<Counts> => {
  const { full, objects } = await readFold(context, run);
  const copy_role = context.config.copyRoleArn;
  const ofKind = (kind: Kind): string[] => {
    if (objects[kind] === 0) return [];
    const manifest = context.staging.url(factManifestKey(run, kind));
    const rebuild = full && kind !== 'quarantine';
    const checked = { kind, copied: copiedTables[kind] };
    return [
      ...sqlStatements(`batch/copy-${kind}.sql`, { manifest, copy_role }),
      ...sqlStatements('batch/check-copied.sql', checked),
      ...(rebuild ? sqlStatements('batch/check-not-overtaken.sql', { kind }) : []),
      ...sqlStatements(`batch/${rebuild ? 'rebuild' : 'fold'}-${kind}.sql`, { run_id: run.runId }),
    ];
  };
  const folded = kinds.flatMap(ofKind);
  const work = folded.length === 0 ? [] : [...folded, ...rollUpOfFacts()];
  const mode = full ? 'full' : 'incremental';
  const record = runRecord(run, mode, details);
  const run_objects = context.staging.url(runObjectsKey(run));
  const begin =
    work.length === 0 ? [] : sqlStatements('batch/begin-publish.sql', { run_objects, copy_role });
  const gate = work.length === 0 ? null : checkGate();
  const statements = [...begin, ...work, ...(gate?.statements ?? []), ...record.statements];
  const tell = (done: number) =>
    context.report({ step: 'publish', done, total: statements.length, unit: 'statements' });
  tell(0);
  try {
    await withConflictRetries(() =>
      context.warehouse.transaction(statements, undefined, record.parameters, tell),
    );
  } catch (error) {
    const reason = await gate?.explain(context.warehouse, error, begin.length + work.length);
    if (reason === undefined || reason === error) throw error;
    const failure = runRecord(run, mode, JSON.stringify({ error: String(reason) }), 'failed');
    await context.warehouse.transaction(failure.statements, undefined, failure.parameters);
    throw reason;
  }
  tell(statements.length);
  return objects;
};
