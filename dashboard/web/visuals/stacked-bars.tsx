import type { Measure, StackedBars } from '../../definition/types.ts';
import type { Answer, Row } from '../state/answer.ts';
import { numberOf, timeOf, write } from '../state/format.ts';
import { inTime, Legend, windowText } from './line-chart.tsx';
import { PlotArea, plotScales, useWidth } from './plot-area.tsx';
import { TimeCursor } from './time-cursor.tsx';

const height = 230;

type Part = { readonly measure: Measure; readonly value: number; readonly share: number };

/** The parts of a row with their share of the whole, percent. */
const partsOf = (row: Row, measures: readonly Measure[]): Part[] => {
  const values = measures.map((measure) => numberOf(row, measure) ?? 0);
  const whole = values.reduce((sum, value) => sum + value, 0);
  return measures.map((measure, i) => {
    const value = values[i] ?? 0;
    return { measure, value, share: whole === 0 ? 0 : (value / whole) * 100 };
  });
};

const OverTime = ({
  visual,
  answer,
}: {
  readonly visual: StackedBars;
  readonly answer: Answer;
}) => {
  const { ref, width } = useWidth<HTMLDivElement>();
  const time = visual.time ?? '';
  const rows = inTime(answer.rows, time);
  const now = String(answer.commit.row['business_now']);
  const begin = (row: Row): number => timeOf(String(row[time]));
  const end = (row: Row): number => timeOf(String(row['period_end']));
  const last = rows.at(-1);
  const scales = plotScales(
    width,
    height,
    [...rows.map(begin), ...(last ? [end(last)] : [])],
    [0, 100],
    'percent',
  );
  return (
    <div ref={ref} className="chart">
      <Legend measures={visual.measures} />
      {width > 0 && (
        <TimeCursor
          label={visual.title}
          positions={rows.map((row) => (scales.x(begin(row)) + scales.x(end(row))) / 2)}
          rows={rows}
          open={null}
          describe={(row) => (
            <>
              <strong>{windowText(row, now)}</strong>
              {partsOf(row, visual.measures).map(({ measure, value, share }, i) => (
                <span key={measure.id}>
                  <span className={`swatch series-${i}`} />
                  {measure.label}: {write(share, 'percent')} ({write(value, 'count')})
                </span>
              ))}
            </>
          )}
        >
          <PlotArea width={width} height={height} scales={scales}>
            {rows.flatMap((row) => {
              const left = scales.x(begin(row));
              const barWidth = Math.max(1, scales.x(end(row)) - left - 2);
              let below = 0;
              return partsOf(row, visual.measures).map(({ measure, share }, i) => {
                const top = scales.y(below + share);
                const barHeight = scales.y(below) - top;
                below += share;
                return (
                  <rect
                    key={`${String(row[time])} ${measure.id}`}
                    className={`bar series-${i}`}
                    x={left + 1}
                    y={top}
                    width={barWidth}
                    height={Math.max(0, barHeight)}
                  />
                );
              });
            })}
          </PlotArea>
        </TimeCursor>
      )}
    </div>
  );
};

const ByCategory = ({
  visual,
  answer,
}: {
  readonly visual: StackedBars;
  readonly answer: Answer;
}) => {
  const { key = '', label = '' } = visual.category ?? {};
  return (
    <div className="chart">
      <Legend measures={visual.measures} />
      <ul className="shares">
        {answer.rows.map((row) => {
          const parts = partsOf(row, visual.measures);
          const whole = parts.reduce((sum, { value }) => sum + value, 0);
          return (
            <li key={String(row[key])}>
              <span className="share-label">
                <strong>{String(row[key])}</strong> {String(row[label])}{' '}
                <span className="unit">{write(whole, 'count')} answers</span>
              </span>
              <span className="share-bar">
                {parts.map(({ measure, value, share }, i) => (
                  <span
                    key={measure.id}
                    className={`share series-${i}`}
                    hidden={value === 0}
                    style={{ flexGrow: share }}
                    title={`${measure.label}: ${write(value, 'count')} answers`}
                  >
                    {share >= 8 ? write(share, 'percent') : ''}
                    <span className="hidden">
                      {measure.label}: {write(share, 'percent')}
                    </span>
                  </span>
                ))}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
};

/** Parts of a whole, as shares: over time, or for each member of a category. */
export const StackedBarsVisual = (props: {
  readonly visual: StackedBars;
  readonly answer: Answer;
}) => (props.visual.time === null ? <ByCategory {...props} /> : <OverTime {...props} />);
