import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ColumnMemory } from '../../../adapters/mysql-rows/column-memory.ts';
import { rowColumns } from '../../../adapters/mysql-rows/row-columns.ts';
import { rowFields } from '../../../adapters/mysql-rows/row-fields.ts';
import { dimensions } from '../../../domain/dimensions.ts';
import type { Column } from '../../../domain/table.ts';
import { chunkOf } from './sent-rows.ts';

/** A value that the column holds, as MySQL writes it. */
const heldBy = (column: Column): fc.Arbitrary<string | null> => {
  const text =
    column.type === 'varchar'
      ? fc
          .string({ unit: 'grapheme', maxLength: column.maxBytes / 4 })
          .filter((each) => Buffer.byteLength(each) <= column.maxBytes)
      : column.type === 'date'
        ? fc
            .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
            .map((date) => date.toISOString().slice(0, 10))
        : fc.integer({ min: -32_768, max: 32_767 }).map(String);
  return fc.option(text, { nil: null, freq: 4 });
};

it.each(dimensions)(
  'gives the values of $name as MySQL sent them, chunk after chunk out of the same memory',
  (dimension) => {
    const rows = fc.array(fc.tuple(...dimension.columns.map(heldBy)), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 4 }), (chunks) => {
        const memory = new ColumnMemory();
        for (const values of chunks) {
          const chunk = chunkOf(
            values.map((row) => row.map((value) => (value === null ? null : Buffer.from(value)))),
          );
          const table = rowColumns(
            dimension,
            rowFields(chunk, dimension.columns.length, memory),
            memory,
          );
          const read = table.toArray().map((row) =>
            dimension.columns.map(({ name, type }) => {
              const value: unknown = row?.[name];
              if (value === null) return null;
              return type === 'date'
                ? new Date(Number(value)).toISOString().slice(0, 10)
                : String(value);
            }),
          );
          expect(read).toEqual(values);
        }
      }),
      { numRuns: 30 },
    );
  },
);
