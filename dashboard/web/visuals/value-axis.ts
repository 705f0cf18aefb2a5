import { scaleLinear } from 'd3-scale';
import type { Format } from '../../definition/types.ts';

/** Steps that people count time by, minutes. */
const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 7200, 14_400];

/** A scale whose ends are ticks, and its ticks: round numbers, or round times. */
export const valueAxis = (
  [lowest, highest]: readonly [number, number],
  range: readonly [number, number],
  format: Format,
  tickCount: number,
) => {
  const scale = scaleLinear().range([...range]);
  if (format !== 'minutes') {
    scale.domain([lowest, highest]).nice(tickCount);
    // There is no half a case.
    const isTick = (value: number): boolean => format !== 'count' || Number.isInteger(value);
    return { scale, ticks: scale.ticks(tickCount).filter(isTick) };
  }
  const largest = timeSteps.at(-1) ?? 1;
  const step = timeSteps.find((size) => (highest - lowest) / size <= tickCount) ?? largest;
  const first = Math.floor(lowest / step);
  const last = Math.max(first + 1, Math.ceil(highest / step));
  const stride = Math.ceil((last - first) / (2 * tickCount));
  scale.domain([first * step, last * step]);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return { scale, ticks: ticks.filter((_, i) => i % stride === 0) };
};
