import { styleText } from 'node:util';
import Table from 'cli-table3';
import type { Row } from './compare.ts';

const decimals = (value: number): number => {
  const size = Math.abs(value);
  if (size >= 100) return 0;
  return size >= 10 ? 1 : 2;
};

const shown = (value: number | undefined): string =>
  value === undefined
    ? ''
    : value.toLocaleString('en', {
        minimumFractionDigits: decimals(value),
        maximumFractionDigits: decimals(value),
      });

const targetText = ({ target }: Row): string => {
  if (!target) return '';
  return target.isMet
    ? styleText('green', `${target.text}: met`)
    : styleText('red', `${target.text}: missed`);
};

/** The figures of one benchmark, a line for each subject. */
export const resultTable = (rows: readonly Row[]): string => {
  const table = new Table({
    head: ['', 'unit', 'runs', 'median', 'min', 'max', 'ratio', 'CPU ms', 'CPU ratio', 'target'],
    colAligns: ['left', 'left', ...Array<'right'>(7).fill('right'), 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const [title, group] of Object.entries(Object.groupBy(rows, (row) => row.title))) {
    table.push([{ content: styleText('bold', title), colSpan: 10 }]);
    for (const row of group ?? []) {
      table.push([
        `  ${row.subject}`,
        row.unit,
        row.runs,
        shown(row.median),
        shown(row.min),
        shown(row.max),
        shown(row.ratio),
        shown(row.cpuMs),
        shown(row.cpuRatio),
        targetText(row),
      ]);
    }
  }
  return table.toString();
};
