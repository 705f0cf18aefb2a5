import type { Report } from '../domain/progress.ts';
import type { BatchConfig } from './config.ts';
import { type BatchOptions, batchContext, type StepSummary } from './context.ts';
import { type ExtractedTable, findExtract } from './dimensions/extract-record.ts';
import { plan } from './plan.ts';
import { completeRecord, runDetails, runRecord } from './record.ts';
import { stepsFor } from './steps.ts';

/** What a run did, step by step. */
export type BatchSummary = {
  readonly runId: string;
  /** 'YYYY-MM-DD HH:MM:SS', UTC, by the warehouse's clock. */
  readonly startedAt: string;
  readonly steps: readonly StepSummary[];
  /** What was extracted, table by table; absent where no dimensions were. */
  readonly dimensions?: readonly ExtractedTable[];
};

const secondsSince = (startMs: number): number => Math.round(performance.now() - startMs) / 1000;

/**
 * Runs the batch layer once. A run that is killed leaves nothing that hurts the next one: what it
 * published is whole, what it archived is found and left out, all else lies under its own run id.
 * @throws ConfigurationError, ContractError, ConsistencyError: nothing more was published; TransientError: run it again
 */
export const runBatch = async (
  config: BatchConfig,
  options: BatchOptions = {},
  report: Report = () => undefined,
): Promise<BatchSummary> => {
  const context = batchContext(config, options, report);
  const run = await plan(context);
  const done: StepSummary[] = [];
  for (const step of stepsFor(options)) {
    const startMs = performance.now();
    const counts = await step.run(context, run, done);
    done.push({ name: step.name, seconds: secondsSince(startMs), counts });
  }
  // Publishing facts records the run in its own transaction.
  if (options.only === 'dimensions' || options.only === 'history') {
    const record = runRecord(run, options.only, await runDetails(context, run, done));
    await context.warehouse.transaction(record.statements, undefined, record.parameters);
  } else {
    await completeRecord(context, run, done);
  }
  const extract = await findExtract(context, run);
  return { ...run, steps: done, ...(extract && { dimensions: extract.tables }) };
};
