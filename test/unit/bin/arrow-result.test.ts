import { tableFromIPC } from 'apache-arrow';
import { expect, it } from 'vitest';
import { arrowFile } from '../../../bin/arrow-result.ts';

it('gives every column of a result its Arrow type, with its nulls', () => {
  const columns = [
    ['small', 'int2', 'Int16', [1, null, -3]],
    ['number', 'int4', 'Int32', [2_147_483_647, null, 0]],
    ['large', 'int8', 'Int64', [9_007_199_254_740_991, null, -1]],
    ['share', 'float8', 'Float64', [0.5, null, -1e300]],
    ['exact', 'numeric', 'Float64', ['12.50', null, '-0.01']],
    ['flag', 'bool', 'Bool', [true, null, false]],
    ['day', 'date', 'Date32<DAY>', ['2026-03-29', null, '1969-12-31']],
    [
      'moment',
      'timestamp',
      'Timestamp<MICROSECOND>',
      ['2026-03-29 02:30:00.123456', null, '1969-12-31 23:59:59'],
    ],
    ['text', 'varchar', 'Utf8', ['Zoë 🛒', null, '']],
  ] as const;
  const file = arrowFile({
    columns: columns.map(([name, type]) => ({ name, type })),
    rows: [0, 1, 2].map((row) => columns.map(([, , , values]) => values[row] ?? null)),
  });
  const table = tableFromIPC(file);
  expect(table.schema.fields.map(({ name, type }) => `${name} ${type}`)).toEqual(
    columns.map(([name, , type]) => `${name} ${type}`),
  );
  const values = (name: string) => [...(table.getChild(name) ?? [])];
  expect(values('large')).toEqual([9_007_199_254_740_991n, null, -1n]);
  expect(values('exact')).toEqual([12.5, null, -0.01]);
  expect(values('flag')).toEqual([true, null, false]);
  expect(values('text')).toEqual(['Zoë 🛒', null, '']);
  const raw = (name: string) => table.getChild(name)?.data[0]?.values.slice(0, 3);
  expect(raw('day')).toEqual(Int32Array.of(20_541, 0, -1));
  expect(raw('moment')).toEqual(BigInt64Array.of(1_774_751_400_123_456n, 0n, -1_000_000n));
  expect(values('day')[1]).toBeNull();
});

it('is a file also where there are no rows', () => {
  const file = arrowFile({ columns: [{ name: 'a', type: 'int4' }], rows: [] });
  expect(tableFromIPC(file).numRows).toBe(0);
});

it('keeps each of many rows', () => {
  const days = Array.from({ length: 50_000 }, (_, row) => (row % 2 ? '1970-01-02' : '1970-01-03'));
  const file = arrowFile({
    columns: [{ name: 'day', type: 'date' }],
    rows: days.map((day) => [day]),
  });
  const read = [...(tableFromIPC(file).getChild('day') ?? [])].map(Number);
  expect(read).toEqual(days.map((day) => Date.parse(day)));
});
