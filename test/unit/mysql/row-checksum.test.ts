import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RowChecksum } from '../../../adapters/mysql-rows/row-checksum.ts';
import { chunkOf, type Rows } from './sent-rows.ts';

/** As sql/batch/dimension-checksums.sql says it. */
const expected = (rows: Rows): string =>
  String(
    rows.reduce((sum, values) => {
      const md5 = createHash('md5');
      for (const value of values) md5.update('\u0002').update(value ?? '\u0001');
      return sum + BigInt(`0x${md5.digest('hex').slice(0, 15)}`);
    }, 0n),
  );

const checksum = (chunks: readonly Rows[], columns: number): string => {
  const sum = new RowChecksum();
  for (const rows of chunks) sum.add(chunkOf(rows), columns);
  expect(sum.rows).toBe(chunks.flat().length);
  return sum.total();
};

it('is the sum of the first 60 bits of each row’s MD5, for any values and however the rows come in chunks', () => {
  // Around the lengths at which MySQL writes a length otherwise, and MD5 needs another block.
  const length = fc.oneof(
    fc.nat(20),
    fc.integer({ min: 50, max: 70 }),
    fc.constantFrom(250, 251, 65_535, 65_536),
  );
  const bytes = fc
    .tuple(length, fc.nat(255))
    .map(([size, byte]) => new Uint8Array(size).fill(byte));
  const value = fc.option(bytes, { nil: null, freq: 5 });
  const chunks = fc
    .integer({ min: 1, max: 9 })
    .chain((columns) =>
      fc
        .array(
          fc.array(fc.array(value, { minLength: columns, maxLength: columns }), { maxLength: 6 }),
          { maxLength: 3 },
        )
        .map((all) => ({ columns, all })),
    );
  fc.assert(
    fc.property(chunks, ({ columns, all }) => {
      expect(checksum(all, columns)).toBe(expected(all.flat()));
    }),
    { numRuns: 60 },
  );
});

it('holds a row of 20 MB, and sums beyond 64 bits', () => {
  const long = new Uint8Array(20 * 1024 * 1024).fill(120);
  const rows: Rows = [
    [long],
    ...Array.from({ length: 50 }, (_, row) => [Buffer.from(String(row))]),
  ];
  expect(checksum([rows, rows], 1)).toBe(expected([...rows, ...rows]));
  expect(BigInt(expected(rows))).toBeGreaterThan(2n ** 64n);
});

it('is 0 of no rows', () => {
  expect(checksum([], 3)).toBe('0');
  expect(checksum([[]], 3)).toBe('0');
});
