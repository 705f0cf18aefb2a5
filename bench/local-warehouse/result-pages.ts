import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { Warehouse } from '../../adapters/redshift-data.ts';
import type { Benchmark } from '../runner/benchmark.ts';
import { openDuckDb } from './duckdb.ts';
import { copySql, putParquet } from './put-parquet.ts';
import { startReadyAnswers } from './ready-answers.ts';
import { tenColumnQuery, tenColumns, tenColumnTable } from './rows.ts';
import { startWarehouse } from './warehouse-process.ts';

const rows = 100_000;

export const resultPages: Benchmark = {
  name: 'warehouse-results',
  about: `a result of ${rows.toLocaleString('en')} rows and ${tenColumns.length} columns into this process's memory. Through the SDK: the statement and all pages of GetStatementResult. The limit: DuckDB's Node API in this process, rows as arrays. Beside them, the SDK and HTTP alone: the same pages from a server that has them ready.`,
  run: async (bench) => {
    const { warehouse, s3, cpuMs, close } = await startWarehouse(bench);
    bench.onEnd(close);
    const duckDb = await openDuckDb(bench);
    await putParquet(bench, duckDb, s3, 'rows.parquet', tenColumnQuery(rows));
    await warehouse.transaction([
      tenColumnTable('public.item'),
      copySql('public.item', 'rows.parquet'),
    ]);
    await duckDb.run(`CREATE TABLE item AS ${tenColumnQuery(rows)}`);
    const ask = (client: typeof warehouse) => client.result('SELECT * FROM public.item');
    const ready = await startReadyAnswers(bench, ask);
    // The same without the project's own reading of records (adapters/result-records.ts).
    const plainClient = new RedshiftDataClient({});
    bench.onEnd(async () => plainClient.destroy());
    const plain = new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, plainClient);
    const asItComes = {
      name: 'the same with the SDK as it comes',
      run: async () => {
        await ask(plain);
        return 1;
      },
    };
    await bench.compare({
      title: `${rows.toLocaleString('en')} rows x ${tenColumns.length} columns`,
      measure: 'time',
      unit: 'ms',
      runs: 7,
      warmUps: 2,
      baseline: 'DuckDB itself',
      cpuMs,
      target: { text: 'under 2 s', of: 'figure', atMost: 2000 },
      subjects: [
        {
          name: 'GetStatementResult through the SDK',
          run: async () => {
            const result = await ask(warehouse);
            if (result.rows.length !== rows)
              throw new Error(`${rows} rows must come, got ${result.rows.length}`);
            return 1;
          },
        },
        ...(bench.isFull ? [asItComes] : []),
        {
          name: 'SDK and HTTP alone',
          run: async () => {
            await ask(ready);
            return 1;
          },
        },
        {
          name: 'DuckDB itself',
          run: async () => {
            const result = await duckDb.run('SELECT * FROM item');
            await result.getRowsJS();
            return 1;
          },
        },
      ],
    });
  },
};
