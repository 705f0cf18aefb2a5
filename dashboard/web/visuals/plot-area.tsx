import { scaleUtc } from 'd3-scale';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Format } from '../../definition/types.ts';
import { write, writeTime } from '../state/format.ts';
import { valueAxis } from './value-axis.ts';

const margin = { top: 10, right: 16, bottom: 26, left: 62 };

/** The width that an element has, as it changes; 0 before it is shown. */
export const useWidth = <E extends Element>() => {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
};

const dayMs = 86_400_000;

/** Where things lie in a plot of this size, pixels. @param begins of the periods, and the end of the last one where it is shown */
export const plotScales = (
  width: number,
  height: number,
  begins: readonly number[],
  values: readonly [number, number],
  format: Format,
) => {
  const x = scaleUtc()
    .domain([begins[0] ?? 0, begins.at(-1) ?? 1])
    .range([margin.left, Math.max(margin.left + 1, width - margin.right)]);
  const { scale: y, ticks } = valueAxis(values, [height - margin.bottom, margin.top], format, 4);
  return {
    x,
    y,
    ticks,
    // Days have no hours of their own to name.
    isByDay: begins.every((ms) => ms % dayMs === 0),
    format,
    left: margin.left,
    right: width - margin.right,
    bottom: height - margin.bottom,
  };
};
type PlotScales = ReturnType<typeof plotScales>;

/** How much of a moment a tick shows: what differs between ticks, and the day at midnight. */
const tickText = (date: Date, spanMs: number): string => {
  const text = date.toISOString().slice(0, 19).replace('T', ' ');
  if (spanMs > 120 * dayMs) return writeTime(text, 'month');
  if (spanMs > 2 * dayMs || text.endsWith('00:00:00')) return writeTime(text, 'day');
  return writeTime(text, 'time');
};

/** Axes and grid, with the marks between them. Times below, values to the left in their own format. */
export const PlotArea = ({
  width,
  height,
  scales: { x, y, ticks: values, isByDay, format, left, right, bottom },
  children,
}: {
  readonly width: number;
  readonly height: number;
  readonly scales: PlotScales;
  readonly children: ReactNode;
}) => {
  const [first = new Date(0), last = new Date(0)] = x.domain();
  const spanMs = last.getTime() - first.getTime();
  const roomForTicks = Math.max(2, Math.floor((right - left) / 110));
  const ticks = x
    .ticks(roomForTicks)
    .filter((date) => !isByDay || date.getTime() % dayMs === 0)
    .filter((_, i, all) => i % Math.ceil(all.length / roomForTicks) === 0);
  return (
    <svg className="plot" width={width} height={height} aria-hidden="true" focusable="false">
      {values.map((value) => (
        <g key={value} transform={`translate(0,${y(value)})`}>
          <line className="grid-line" x1={left} x2={right} />
          <text className="tick" x={left - 8} dy="0.32em" textAnchor="end">
            {write(value, format)}
          </text>
        </g>
      ))}
      {ticks.map((date) => (
        <g key={date.getTime()} transform={`translate(${x(date)},${bottom})`}>
          <line className="tick-line" y2={5} />
          <text
            className="tick"
            y={7}
            dy="0.9em"
            textAnchor={x(date) > right - 30 ? 'end' : 'middle'}
          >
            {tickText(date, spanMs)}
          </text>
        </g>
      ))}
      {children}
    </svg>
  );
};
