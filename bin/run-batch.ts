import { readBatchConfig } from '../batch/config.ts';
import type { BatchOptions } from '../batch/context.ts';
import { previewBatch } from '../batch/preview.ts';
import { runBatch } from '../batch/run.ts';
import { planTable, summaryTables } from './batch-tables.ts';
import { progressLines } from './progress-lines.ts';

/** Runs the batch layer once, progress on standard error, a summary on standard output. */
export const runBatchWithProgress = async (options: BatchOptions, json: boolean): Promise<void> => {
  const progress = progressLines();
  try {
    const summary = await runBatch(readBatchConfig(), options, progress.report);
    progress.end();
    console.log(json ? JSON.stringify(summary, null, 2) : summaryTables(summary));
  } finally {
    progress.end();
  }
};

/** Prints what a run would do, and changes nothing. */
export const printBatchPlan = async (options: BatchOptions, json: boolean): Promise<void> => {
  const work = await previewBatch(readBatchConfig(), options);
  console.log(json ? JSON.stringify(work, null, 2) : planTable(work));
};
