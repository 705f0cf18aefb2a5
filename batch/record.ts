import type { SqlParameters } from '../adapters/redshift-data.ts';
import { sqlStatements } from '../adapters/sql-file.ts';
import type { BatchRun } from './context.ts';

/**
 * The statements that record a run in ops.batch_run.
 * @param mode incremental, full, or the only part that ran
 * @param details counts and durations by step, or why it failed, JSON
 */
export const runRecord = (
  { runId, startedAt }: BatchRun,
  mode: string,
  details: string,
  status: 'published' | 'failed' = 'published',
): { statements: string[]; parameters: SqlParameters } => ({
  statements: sqlStatements('batch/record-run.sql', {
    run_id: runId,
    mode,
    status,
    started_at: startedAt,
  }),
  parameters: { details },
});
