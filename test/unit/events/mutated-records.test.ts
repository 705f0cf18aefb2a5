import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { archiveTables } from '../../../domain/facts.ts';
import { accept, caseEvent, surveyEvent } from './records.ts';

const seeds = [
  JSON.stringify(caseEvent),
  JSON.stringify([surveyEvent, caseEvent]),
  `${JSON.stringify(surveyEvent)}\n${JSON.stringify(caseEvent)}\n`,
].flatMap((text) => [Buffer.from(text), gzipSync(text)]);

/** A usable record with some of its bytes replaced, cut out or put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        remove: fc.nat(6),
        insert: fc.oneof(
          fc.uint8Array({ maxLength: 4 }),
          fc
            .constantFrom(
              '\\ud800',
              '\\u0000',
              '__proto__',
              '[[[[',
              '1e999',
              '9'.repeat(40),
              '\n',
              '"',
            )
            .map((text) => new Uint8Array(Buffer.from(text))),
        ),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  )
  .map(([seed, edits]) =>
    edits.reduce((bytes, { at, remove, insert }) => {
      const start = Math.floor(at * bytes.length);
      return Buffer.concat([bytes.subarray(0, start), insert, bytes.subarray(start + remove)]);
    }, seed),
  );

it('makes storable rows of whatever the bytes are, loses no element and never throws', () => {
  fc.assert(
    fc.property(mutated, (data) => {
      const rows = accept(data);
      const all = [...rows.cases, ...rows.surveys, ...rows.quarantine];
      // Elements are numbered without a gap, and each gives one row.
      const numbers = all.map((row) => Number(row['element'])).toSorted((a, b) => a - b);
      expect(numbers).toEqual(numbers.map((_, index) => index));
      expect(numbers.length).toBeGreaterThan(0);
      expect(Buffer.concat(rows.raw)).toEqual(rows.quarantine.length > 0 ? data : Buffer.alloc(0));
      for (const kind of ['cases', 'surveys', 'quarantine'] as const) {
        for (const column of archiveTables[kind].columns) {
          for (const row of rows[kind]) {
            const value = row[column.name];
            if (value === null) expect(column.nullable).toBe(true);
            if (column.type !== 'varchar' || value === null) continue;
            const text = String(value);
            expect(Buffer.byteLength(text)).toBeLessThanOrEqual(column.maxBytes);
            expect(text.isWellFormed() && !text.includes('\u0000')).toBe(true);
          }
        }
      }
    }),
    { numRuns: 2_000 },
  );
});
