import { describe, expect, it } from 'vitest';
import { splitKeys } from '../../../batch/dimensions/key-ranges.ts';

/** The ranges that hold a key. */
const holding = (ranges: ReturnType<typeof splitKeys>, key: number): number[] =>
  ranges
    .filter(({ from, to }) => (from === null || key >= from) && (to === null || key < to))
    .map(({ part }) => part);

describe('ranges of a key', () => {
  it.each([
    [8, { least: 1, greatest: 300_024 }],
    [3, { least: -2_147_483_648, greatest: 2_147_483_647 }],
    [5, { least: 7, greatest: 8 }],
    [2, { least: 0, greatest: 0 }],
  ])(
    'are %i that hold every key of %j once, and those that are written meanwhile',
    (parts, bounds) => {
      const ranges = splitKeys('employee', parts, bounds);
      expect(ranges).toHaveLength(parts);
      const { least, greatest } = bounds;
      for (const key of [
        least - 5,
        least,
        least + 1,
        (least + greatest) >> 1,
        greatest,
        greatest + 9,
      ]) {
        expect(holding(ranges, key), String(key)).toHaveLength(1);
      }
    },
  );

  it('are of about equal width', () => {
    const bounds = splitKeys('employee', 4, { least: 1, greatest: 400 }).map(({ from }) => from);
    expect(bounds).toEqual([null, 101, 201, 301]);
  });

  it('are one where the table has no keys', () => {
    expect(splitKeys('employee', 4, null)).toEqual([
      { dimension: 'employee', part: 0, from: null, to: null },
    ]);
  });
});
