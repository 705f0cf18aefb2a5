import { styleText } from 'node:util';
import Table from 'cli-table3';
import type { ResultRow, Warehouse } from '../adapters/redshift-data.ts';
import { sqlStatements } from '../adapters/sql-file.ts';

/** The four periods of the glance, in the order of the table's columns. */
const periods = ['last hour', 'today', 'this week', 'this month'] as const;

/** The measures shown, with their unit, in groups that a person reads together. */
const measures: readonly (readonly [column: string, label: string, decimals: number])[] = [
  ['cases_received', 'cases received', 0],
  ['cases_open', '  of them open', 0],
  ['cases_closed', 'cases closed', 0],
  ['backlog', 'backlog', 0],
  ['priority_cases', 'priority cases', 0],
  ['avg_resolution_minutes', 'resolution, average (min)', 1],
  ['p90_resolution_minutes', 'resolution, 90th percentile (min)', 1],
  ['sla_met', 'SLA met', 0],
  ['sla_breached', 'SLA breached', 0],
  ['surveys', 'surveys', 0],
  ['positive_responses', '  positive answers', 0],
  ['neutral_responses', '  neutral answers', 0],
  ['negative_responses', '  negative answers', 0],
  ['csat_pct', 'CSAT (%)', 1],
  ['nps', 'NPS', 1],
];

/** One row of figures for each period; a period that has none yet is absent. */
export const kpiFigures = (warehouse: Warehouse): Promise<ResultRow[]> =>
  warehouse.query(sqlStatements('commands/kpis.sql').join(''));

const formatted = (value: ResultRow[string] | undefined, decimals: number): string =>
  value === null || value === undefined
    ? '–'
    : Number(value).toLocaleString('en', {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      });

/** The figures as a table: a row for each measure, a column for each period. */
export const kpiTable = (figures: readonly ResultRow[]): string => {
  const byPeriod = periods.map((period) => figures.find((row) => row['period'] === period));
  const bold = (text: string) => (process.stdout.isTTY ? styleText('bold', text) : text);
  const table = new Table({
    head: ['', ...periods].map(bold),
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const [column, label, decimals] of measures) {
    table.push([label, ...byPeriod.map((row) => formatted(row?.[column], decimals))]);
  }
  const now = figures.find((row) => row['period'] === 'last hour')?.['period_end'];
  return `${table.toString()}\nbusiness time ${now ?? 'unknown'}`;
};
