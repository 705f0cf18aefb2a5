import type { Severity, Table, TableColumn } from '../../definition/types.ts';
import type { Answer, Row } from '../state/answer.ts';
import { write } from '../state/format.ts';
import { SeverityMark } from './severity-mark.tsx';

/** How bad a cell is: time left, what does not match, what failed. */
const severityOf = ({ column }: TableColumn, row: Row): Severity => {
  const value = row[column];
  if (column === 'minutes_left') {
    return Number(value) < 30 ? 'serious' : Number(value) < 120 ? 'warning' : 'none';
  }
  if (column === 'differences') return value === 0 ? 'good' : 'critical';
  if (column === 'status' && value === 'failed') return 'critical';
  return column === 'is_sla_breached' && value === 1 ? 'critical' : 'none';
};

const isNumeric = ({ format }: TableColumn): boolean => format !== 'text' && format !== 'moment';

/** The total of a reconciliation has no hour and no stream. */
const isTotal = (row: Row): boolean => 'arrived_hour' in row && row['arrived_hour'] === null;

/** Rows and columns, scrolled sideways where the screen is narrow. */
export const DataTable = ({
  label,
  columns,
  rows,
}: {
  readonly label: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly Row[];
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
  <section className="scroll" aria-label={label} tabIndex={0}>
    <table className="rows">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.column} scope="col" className={isNumeric(column) ? 'number' : ''}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
          <tr key={i} className={isTotal(row) ? 'total' : ''}>
            {columns.map((column, at) => {
              const severity = severityOf(column, row);
              return (
                <td key={column.column} className={isNumeric(column) ? 'number' : ''}>
                  {severity !== 'none' && <SeverityMark severity={severity} />}{' '}
                  {isTotal(row) && at === 0 ? 'Total' : write(row[column.column], column.format)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

export const TableVisual = ({
  visual,
  answer,
}: {
  readonly visual: Table;
  readonly answer: Answer;
}) => (
  <>
    <DataTable label={visual.title} columns={visual.columns} rows={answer.rows} />
    {answer.rows.length >= visual.limit && (
      <p className="caption">The first {visual.limit}; there may be more.</p>
    )}
  </>
);
