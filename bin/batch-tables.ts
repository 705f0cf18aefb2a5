import Table from 'cli-table3';
import type { PlannedWork } from '../batch/preview.ts';
import type { BatchSummary } from '../batch/run.ts';

/** Lines only where they help the eye. */
const plainTable = (head: string[], colAligns: ('left' | 'right')[]) =>
  new Table({
    head,
    colAligns,
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });

const size = (bytes: number): string =>
  bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([what, count]) => `${count.toLocaleString('en')} ${what}`)
    .join(', ');

const stepTable = ({ steps }: BatchSummary): string => {
  const table = plainTable(['step', 'seconds', 'done'], ['left', 'right', 'left']);
  for (const { name, seconds, counts } of steps) {
    table.push([name, seconds.toFixed(1), countsText(counts)]);
  }
  return table.toString();
};

const dimensionTable = (dimensions: NonNullable<BatchSummary['dimensions']>): string => {
  const table = plainTable(
    ['dimension', 'rows', 'checksum', 'size', 'new columns left out'],
    ['left', 'right', 'right', 'right', 'left'],
  );
  for (const { name, rows, checksum, bytes, leftOut } of dimensions) {
    table.push([name, rows.toLocaleString('en'), checksum, size(bytes), leftOut.join(', ')]);
  }
  return table.toString();
};

/** What a run did: its steps, and its dimensions with the checksums that MySQL and the warehouse agree on. */
export const summaryTables = (summary: BatchSummary): string =>
  summary.dimensions
    ? `${stepTable(summary)}\n${dimensionTable(summary.dimensions)}`
    : stepTable(summary);

/** What a run would do. */
export const planTable = (work: readonly PlannedWork[]): string => {
  const table = plainTable(
    ['part', 'what', 'count', '', 'size', 'new columns left out'],
    ['left', 'left', 'right', 'left', 'right', 'left'],
  );
  for (const { part, what, count, unit, bytes, leftOut } of work) {
    const columns = leftOut?.join(', ') ?? '';
    table.push([part, what, count.toLocaleString('en'), unit, size(bytes), columns]);
  }
  return table.toString();
};
