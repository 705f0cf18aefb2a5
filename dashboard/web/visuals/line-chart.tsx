import { line } from 'd3-shape';
import type { Line, Measure } from '../../definition/types.ts';
import { go } from '../state/address.ts';
import type { Answer, Row } from '../state/answer.ts';
import { numberOf, timeOf, write, writeSpan } from '../state/format.ts';
import { PlotArea, plotScales, useWidth } from './plot-area.tsx';
import { TimeCursor } from './time-cursor.tsx';

const height = 230;

/** Rows in the order of time; those of no period (dates that the calendar lacks) are left out. */
export const inTime = (rows: readonly Row[], time: string): Row[] =>
  rows
    .filter((row) => row[time] !== null)
    .toSorted((a, b) => (String(a[time]) < String(b[time]) ? -1 : 1));

/** What a row's window is called, and whether it is over. */
export const windowText = (row: Row, now: string): string => {
  const [from, to] = [String(row['period_start']), String(row['period_end'])];
  return `${writeSpan(from, to)}${to > now ? ' (so far)' : ''}`;
};

/** The names of the series, each with the mark that it is drawn with. */
export const Legend = ({ measures }: { readonly measures: readonly Measure[] }) => (
  <ul className="legend">
    {measures.map(({ id, label, unit, meaning }, i) => (
      <li key={id} title={meaning}>
        <span className={`swatch series-${i}`} />
        {label} <span className="unit">{unit}</span>
      </li>
    ))}
  </ul>
);

/** Opens the cases of a row's window. */
const openWindow = (measures: readonly Measure[]) => {
  const behind = measures.find((measure) => measure.behind !== null)?.behind;
  if (!behind) return null;
  return (row: Row): void =>
    go({
      behind: { of: behind, from: String(row['period_start']), to: String(row['period_end']) },
    });
};

/** Measures over time. */
export const LineChart = ({
  visual,
  answer,
}: {
  readonly visual: Line;
  readonly answer: Answer;
}) => {
  const { ref, width } = useWidth<HTMLDivElement>();
  const rows = inTime(answer.rows, visual.time);
  const now = String(answer.commit.row['business_now']);
  const times = rows.map((row) => timeOf(String(row[visual.time])));
  const values = rows.flatMap((row) =>
    visual.measures.flatMap((measure) => numberOf(row, measure) ?? []),
  );
  const lowest = Math.min(visual.fromZero ? 0 : Number.POSITIVE_INFINITY, ...values);
  const highest = Math.max(visual.fromZero ? 1 : Number.NEGATIVE_INFINITY, ...values);
  const [leading] = visual.measures;
  const scales = plotScales(width, height, times, [lowest, highest], leading?.format ?? 'count');
  const place = (ms: number): number => scales.x(ms);
  // The last period has only begun: its line is faint, since it would look like a fall.
  const isOver = (row: Row): boolean => String(row['period_end']) <= now;
  const begun = rows.findIndex((row) => !isOver(row));
  const parts =
    begun < 1
      ? [{ name: 'over', rows }]
      : [
          { name: 'over', rows: rows.slice(0, begun) },
          { name: 'so-far', rows: rows.slice(begun - 1) },
        ];
  return (
    <div ref={ref} className="chart">
      <Legend measures={visual.measures} />
      {width > 0 && (
        <TimeCursor
          label={visual.title}
          positions={times.map(place)}
          rows={rows}
          open={openWindow(visual.measures)}
          describe={(row) => (
            <>
              <strong>{windowText(row, now)}</strong>
              {visual.measures.map((measure, i) => (
                <span key={measure.id}>
                  <span className={`swatch series-${i}`} />
                  {measure.label}: {write(numberOf(row, measure), measure.format)}
                </span>
              ))}
            </>
          )}
        >
          <PlotArea width={width} height={height} scales={scales}>
            {visual.measures.flatMap((measure, i) => {
              const draw = line<Row>()
                .defined((row) => numberOf(row, measure) !== null)
                .x((row) => place(timeOf(String(row[visual.time]))))
                .y((row) => scales.y(numberOf(row, measure) ?? 0));
              return parts.map(({ name, rows: drawn }) =>
                drawn.length === 1 && drawn[0] ? (
                  <circle
                    key={`${measure.id} ${name}`}
                    className={`dot series-${i}`}
                    r={4}
                    cx={place(timeOf(String(drawn[0][visual.time])))}
                    cy={scales.y(numberOf(drawn[0], measure) ?? 0)}
                  />
                ) : (
                  <path
                    key={`${measure.id} ${name}`}
                    className={`line series-${i} ${name}`}
                    d={draw(drawn) ?? undefined}
                  />
                ),
              );
            })}
          </PlotArea>
        </TimeCursor>
      )}
    </div>
  );
};
