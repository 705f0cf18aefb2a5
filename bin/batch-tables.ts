import Table from 'cli-table3';
import type { StepSummary } from '../batch/context.ts';
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
  bytes === 0
    ? '0'
    : bytes < 1e6
      ? `${(bytes / 1e3).toFixed(1)} kB`
      : `${(bytes / 1e6).toFixed(1)} MB`;

/** Steps whose counts are archive objects by what is in them. */
const objectSteps = new Set(['fold', 'publish']);

/** '1 column left out', '1 skipped line': the first word that has a plural. */
const words = (what: string, count: number): string =>
  count === 1 ? what.replace(/([a-z])s\b/, '$1') : what;

const countText = (step: string, what: string, count: number): string => {
  if (what === 'bytes') return size(count);
  const counted = objectSteps.has(step) ? `objects of ${what}` : what.replaceAll('_', ' ');
  // What the check counts by are the names of rules.
  const named = step === 'check' && what !== 'rules' ? counted : words(counted, count);
  return `${count.toLocaleString('en')} ${named}`;
};

/** What there was any of: a line that fits, and where quarantine is named there is some. */
const countsText = ({ name, counts }: StepSummary): string => {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  if (some.length === 0) return 'nothing to do';
  return some.map(([what, count]) => countText(name, what, count)).join(', ');
};

const stepTable = ({ steps }: BatchSummary): string => {
  const table = plainTable(['step', 'seconds', 'done'], ['left', 'right', 'left']);
  for (const step of steps) table.push([step.name, step.seconds.toFixed(1), countsText(step)]);
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

const planColumns: ('left' | 'right')[] = ['left', 'left', 'right', 'left', 'right', 'left'];

/** All of a part in one row, where it has several: what one asks first of a hundred files. */
const totalOf = (part: string, work: readonly PlannedWork[]): string[] => {
  const sum = (count: (each: PlannedWork) => number): number =>
    work.reduce((total, each) => total + count(each), 0);
  const [first] = work;
  const count = sum((each) => each.count);
  return [
    part,
    'all',
    count.toLocaleString('en'),
    first?.unit ?? '',
    size(sum(({ bytes }) => bytes)),
  ];
};

/** day2 before day10, as people count. */
const byName = (a: PlannedWork, b: PlannedWork): number =>
  a.what.localeCompare(b.what, 'en', { numeric: true });

/** What a run would do, part by part. */
export const planTable = (work: readonly PlannedWork[]): string => {
  const head = ['part', 'what', 'count', '', 'size', 'new columns left out'];
  const table = plainTable(head, planColumns);
  for (const part of new Set(work.map((each) => each.part))) {
    const own = work.filter((each) => each.part === part);
    for (const { what, count, unit, bytes, leftOut } of part === 'history'
      ? own.sort(byName)
      : own) {
      const counted = count === 1 ? unit.slice(0, -1) : unit;
      const columns = leftOut?.join(', ') ?? '';
      table.push([part, what, count.toLocaleString('en'), counted, size(bytes), columns]);
    }
    table.push(totalOf(part, own));
  }
  const hasHistory = work.some(({ part }) => part === 'history');
  return hasHistory
    ? `${table.toString()}\nWhat the history gives comes to the facts’ objects; what of it was converted before is left out.`
    : table.toString();
};
