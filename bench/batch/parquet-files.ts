import { join } from 'node:path';
import parquetjs from 'parquetjs-lite';
import { encodeParquet } from '../../adapters/parquet.ts';
import { archiveTables } from '../../domain/facts.ts';
import type { Column, Row } from '../../domain/table.ts';
import type { Benchmark } from '../runner/benchmark.ts';

const rowCount = 20_000;
const table = archiveTables.cases;

const text = (name: string, row: number): string =>
  /_key$|^shard|^source/.test(name) ? `${name}-of-a-length-as-in-life` : `${name}-${row}`;

const cellOf = (column: Column, row: number): Row[string] => {
  if (column.type === 'timestamp') return `2026-03-10 12:${String(row % 60).padStart(2, '0')}:00`;
  if (column.type !== 'varchar') return row;
  return text(column.name, row).slice(0, Math.min(column.maxBytes, 8 + (row % 8)));
};

const rows: readonly Row[] = Array.from({ length: rowCount }, (_, row) =>
  Object.fromEntries(table.columns.map((column) => [column.name, cellOf(column, row)])),
);

/** The same columns for parquetjs-lite, with the same compression. */
const schema = new parquetjs.ParquetSchema(
  Object.fromEntries(
    table.columns.map(({ name, type }) => {
      const parquet =
        type === 'varchar' ? 'UTF8' : type === 'timestamp' ? 'TIMESTAMP_MICROS' : 'INT64';
      return [name, { type: parquet, compression: 'SNAPPY' }];
    }),
  ),
);

/** parquetjs-lite takes timestamps as numbers. */
const itsRows = rows.map((row) =>
  Object.fromEntries(
    table.columns.map(({ name, type }) => {
      const value = row[name] ?? '';
      return [
        name,
        type === 'timestamp' ? Date.parse(`${value}Z`.replace(' ', 'T')) * 1000 : value,
      ];
    }),
  ),
);

export const parquetFiles: Benchmark = {
  name: 'batch-parquet',
  about: `${rowCount.toLocaleString('en')} archived case events (${table.columns.length} columns) from rows to a Parquet file, snappy: ours in memory, values checked; parquetjs-lite into a file, since it writes nothing else.`,
  run: async (bench) => {
    await bench.compare({
      title: 'rows to Parquet',
      measure: 'rate',
      unit: 'rows/s',
      runs: bench.isProfile ? 30 : 9,
      baseline: 'parquetjs-lite',
      target: { text: '5 times parquetjs-lite', of: 'ratio', atLeast: 5 },
      subjects: [
        {
          name: 'apache-arrow and parquet-wasm',
          run: async () => {
            encodeParquet(table, rows);
            return rowCount;
          },
        },
        {
          name: 'parquetjs-lite',
          run: async () => {
            const path = join(bench.folder, 'rows.parquet');
            const writer = await parquetjs.ParquetWriter.openFile(schema, path);
            for (const row of itsRows) await writer.appendRow(row);
            await writer.close();
            return rowCount;
          },
        },
      ],
    });
  },
};
