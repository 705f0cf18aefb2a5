import Table from 'cli-table3';
import { readBatchConfig } from '../batch/config.ts';
import type { BatchOptions } from '../batch/context.ts';
import { type BatchSummary, runBatch } from '../batch/run.ts';
import { progressLines } from './progress-lines.ts';

const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([what, count]) => `${count.toLocaleString('en')} ${what}`)
    .join(', ');

const summaryTable = ({ steps }: BatchSummary): string => {
  const table = new Table({
    head: ['step', 'seconds', 'done'],
    colAligns: ['left', 'right', 'left'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const { name, seconds, counts } of steps) {
    table.push([name, seconds.toFixed(1), countsText(counts)]);
  }
  return table.toString();
};

/** Runs the batch layer once, progress on standard error, a summary on standard output. */
export const runBatchWithProgress = async (options: BatchOptions, json: boolean): Promise<void> => {
  const progress = progressLines();
  try {
    const summary = await runBatch(readBatchConfig(), options, progress.report);
    progress.end();
    console.log(json ? JSON.stringify(summary, null, 2) : summaryTable(summary));
  } finally {
    progress.end();
  }
};
