import { scaleSqrt } from 'd3-scale';
import type { Measure, Scatter } from '../../definition/types.ts';
import { toggleMember, useAddress } from '../state/address.ts';
import type { Answer, Row } from '../state/answer.ts';
import { numberOf, write } from '../state/format.ts';
import { useWidth } from './plot-area.tsx';
import { valueAxis } from './value-axis.ts';

const height = 300;
const margin = { top: 30, right: 40, bottom: 44, left: 62 };

const text = (row: Row, measures: readonly Measure[]): string =>
  `${String(row['label'])}: ${measures
    .map((measure) => `${measure.label} ${write(numberOf(row, measure), measure.format)}`)
    .join(', ')}`;

/** One dot for each member of a category; a click filters by it. */
export const ScatterVisual = ({
  visual,
  answer,
}: {
  readonly visual: Scatter;
  readonly answer: Answer;
}) => {
  const { ref, width } = useWidth<HTMLDivElement>();
  const { filters } = useAddress();
  const filter = visual.category.filter;
  const rows = answer.rows.filter(
    (row) => numberOf(row, visual.x) !== null && numberOf(row, visual.y) !== null,
  );
  const extent = (measure: Measure): [number, number] => {
    const values = rows.map((row) => numberOf(row, measure) ?? 0);
    return [Math.min(...values), Math.max(...values)];
  };
  const [left, right] = [margin.left, Math.max(margin.left + 1, width - margin.right)];
  const across = valueAxis(
    extent(visual.x),
    [left, right],
    visual.x.format,
    Math.max(2, Math.floor(width / 130)),
  );
  const up = valueAxis(extent(visual.y), [height - margin.bottom, margin.top], visual.y.format, 5);
  const [x, y] = [across.scale, up.scale];
  const radius = scaleSqrt()
    .domain([0, extent(visual.size)[1] || 1])
    .range([3, 14]);
  return (
    <div ref={ref} className="chart">
      {width > 0 && (
        <svg className="plot" width={width} height={height} aria-hidden="true" focusable="false">
          {up.ticks.map((value) => (
            <g key={value} transform={`translate(0,${y(value)})`}>
              <line className="grid-line" x1={margin.left} x2={width - margin.right} />
              <text className="tick" x={margin.left - 8} dy="0.32em" textAnchor="end">
                {write(value, visual.y.format)}
              </text>
            </g>
          ))}
          {across.ticks.map((value) => (
            <text
              key={value}
              className="tick"
              x={x(value)}
              y={height - margin.bottom + 18}
              textAnchor="middle"
            >
              {write(value, visual.x.format)}
            </text>
          ))}
          <text className="axis" x={width - margin.right} y={height - 6} textAnchor="end">
            {visual.x.label} →
          </text>
          <text className="axis" x={4} y={10}>
            ↑ {visual.y.label}
          </text>
          {rows.map((row) => {
            const key = String(row['member_key']);
            const isChosen = filter !== null && (filters[filter] ?? []).includes(key);
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: the table and the ranking do the same by keyboard
              <circle
                key={key}
                className={isChosen ? 'scatter-dot chosen' : 'scatter-dot'}
                cx={x(numberOf(row, visual.x) ?? 0)}
                cy={y(numberOf(row, visual.y) ?? 0)}
                r={radius(numberOf(row, visual.size) ?? 0)}
                onClick={() => filter !== null && toggleMember(filter, key)}
              >
                <title>{text(row, [visual.x, visual.y, visual.size])}</title>
              </circle>
            );
          })}
        </svg>
      )}
    </div>
  );
};
