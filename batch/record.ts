import type { SqlParameters } from '../adapters/redshift-data.ts';
import { sqlStatements } from '../adapters/sql-file.ts';
import type { BatchContext, BatchRun, StepSummary } from './context.ts';
import { findExtract } from './dimensions/extract-record.ts';

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

/** What the record of a run says: counts and seconds by step; rows, checksum and bytes by dimension. JSON. */
export const runDetails = async (
  context: Pick<BatchContext, 'staging'>,
  run: BatchRun,
  steps: readonly StepSummary[],
): Promise<string> => {
  const extract = await findExtract(context, run);
  return JSON.stringify({ steps, ...(extract && { dimensions: extract.tables }) });
};

/** Writes the record of a published run again, after its last step. */
export const completeRecord = async (
  context: Pick<BatchContext, 'staging' | 'warehouse'>,
  run: BatchRun,
  steps: readonly StepSummary[],
): Promise<void> => {
  const details = await runDetails(context, run, steps);
  const [statement = ''] = sqlStatements('batch/complete-run.sql', { run_id: run.runId });
  await context.warehouse.query(statement, { details });
};
