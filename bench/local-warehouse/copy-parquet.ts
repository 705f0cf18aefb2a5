import type { Benchmark } from '../runner/benchmark.ts';
import { openDuckDb } from './duckdb.ts';
import { copySql, putParquet } from './put-parquet.ts';
import { tenColumnQuery, tenColumns, tenColumnTable } from './rows.ts';
import { startWarehouse } from './warehouse-process.ts';

const rows = 1_000_000;

export const copyParquet: Benchmark = {
  name: 'warehouse-copy',
  about: `COPY of one Parquet object of ${rows.toLocaleString('en')} rows and ${tenColumns.length} columns into a new table. Ours: the statement through the SDK, the object fetched from the local S3, types and lengths in bytes checked, committed to disk. The limit: DuckDB's CREATE TABLE AS SELECT * FROM read_parquet(file) into its own file on disk: no fetch, no checks.`,
  run: async (bench) => {
    const { warehouse, s3, cpuMs, close } = await startWarehouse(bench);
    bench.onEnd(close);
    const duckDb = await openDuckDb(bench);
    const { file, bytes } = await putParquet(
      bench,
      duckDb,
      s3,
      'rows.parquet',
      tenColumnQuery(rows),
    );
    await bench.compare({
      title: `${rows.toLocaleString('en')} rows, ${(bytes / 1e6).toFixed(1)} MB of Parquet`,
      measure: 'rate',
      unit: 'rows/s',
      runs: 7,
      baseline: 'DuckDB itself',
      cpuMs,
      target: { text: 'half of DuckDB', of: 'ratio', atLeast: 0.5 },
      subjects: [
        {
          name: 'COPY through the SDK',
          before: () =>
            warehouse.transaction([
              'DROP TABLE IF EXISTS public.item',
              tenColumnTable('public.item'),
            ]),
          run: async () => {
            await warehouse.transaction([copySql('public.item', 'rows.parquet')]);
            return rows;
          },
        },
        {
          name: 'DuckDB itself',
          before: () => duckDb.run('DROP TABLE IF EXISTS item'),
          run: async () => {
            await duckDb.run(`CREATE TABLE item AS SELECT * FROM read_parquet('${file}')`);
            return rows;
          },
        },
      ],
    });
  },
};
