import type { HeatMap } from '../../definition/types.ts';
import { toggleMember, useAddress } from '../state/address.ts';
import type { Answer, Row } from '../state/answer.ts';
import { numberOf, write } from '../state/format.ts';
import { shownMeasure } from './visual-path.ts';

/** Steps of the colour scale, lightest to darkest. */
const steps = 5;

/** Which step a value has; 0 for nothing. By its square root: a few large values would leave the rest alike. */
export const heatStep = (value: number | null, highest: number): number =>
  value === null || value <= 0 || highest <= 0
    ? 0
    : Math.min(steps, 1 + Math.floor(Math.sqrt(value / highest) * steps * 0.999));

/** The order of the definition, then whatever else there is. */
const inOrder = (values: readonly string[], order: readonly string[]): string[] =>
  [...new Set(values)].toSorted((a, b) => {
    const [i, j] = [order.indexOf(a), order.indexOf(b)];
    return (i < 0 ? order.length : i) - (j < 0 ? order.length : j);
  });

/** One number for each pair of a row and a column; a click filters by it. */
export const HeatMapVisual = ({
  visual,
  answer,
}: {
  readonly visual: HeatMap;
  readonly answer: Answer;
}) => {
  const { measure: chosen, filters } = useAddress();
  const measure = shownMeasure(visual, chosen);
  const filter = visual.category.filter;
  if (!measure || filter === null) return null;
  const rowOf = (row: Row): string => String(row['first_label'] ?? 'Unknown');
  const columnOf = (row: Row): string => String(row['last_label'] ?? 'Unknown');
  // Cases without a priority are rare: their cell is there when there are any.
  const members = answer.rows.filter(
    (row) => row['member_key'] !== 'Unknown' || Number(row['cases_received']) > 0,
  );
  const rows = inOrder(members.map(rowOf), visual.rowOrder);
  const columns = inOrder(members.map(columnOf), visual.columnOrder);
  const highest = Math.max(...answer.rows.map((row) => numberOf(row, measure) ?? 0), 0);
  const most = answer.rows.find((row) => numberOf(row, measure) === highest);
  const isChosen = (row: Row): boolean =>
    (filters[filter] ?? []).includes(String(row['member_key']));
  return (
    <>
      <p className="caption" data-most={most && highest > 0 ? String(most['member_key']) : ''}>
        {measure.label} <span className="unit">{measure.unit}</span>
        {most && highest > 0 && (
          <>
            ; most: {String(most['label'])} ({String(most['member_key'])}),{' '}
            {write(highest, measure.format)}
          </>
        )}
      </p>
      <div className="scroll">
        <table className="heat-map">
          <thead>
            <tr>
              <th scope="col">Priority ↓ · severity →</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {columns.map((column) => {
                  const here = members.filter(
                    (row) => rowOf(row) === name && columnOf(row) === column,
                  );
                  return (
                    <td key={column}>
                      {here.map((row) => {
                        const value = numberOf(row, measure);
                        return (
                          <button
                            key={String(row['member_key'])}
                            type="button"
                            className={`heat heat-${heatStep(value, highest)}`}
                            aria-pressed={isChosen(row)}
                            data-member={String(row['member_key'])}
                            onClick={() => toggleMember(filter, String(row['member_key']))}
                          >
                            {write(value, measure.format)}
                            <span className="heat-key">{String(row['member_key'])}</span>
                          </button>
                        );
                      })}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
};
