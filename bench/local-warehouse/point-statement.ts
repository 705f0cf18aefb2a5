import type { Benchmark } from '../runner/benchmark.ts';
import { openDuckDb } from './duckdb.ts';
import { copySql, putParquet } from './put-parquet.ts';
import { startReadyAnswers } from './ready-answers.ts';
import { tenColumnQuery, tenColumnTable } from './rows.ts';
import { startWarehouse } from './warehouse-process.ts';

/** The company's cases. */
const rows = 500_000;
const statementsARun = 100;

export const pointStatement: Benchmark = {
  name: 'warehouse-point',
  about: `one row of ${rows.toLocaleString('en')} by its key with a bound parameter, one statement after the other. Through the SDK: submitted and waited for, result fetched (two calls). The limit: DuckDB's Node API in this process, rows read. Beside them, the SDK and HTTP alone: the same calls to a server that has the answers ready.`,
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
    const keyOf = (i: number): string => String(600_000 + ((i * 7919) % rows));
    const columns = 'id, case_no, created_at, status, minutes';
    const sql = `SELECT ${columns} FROM public.item WHERE case_no = :case_no`;
    const ask = (client: typeof warehouse, i: number) => client.query(sql, { case_no: keyOf(i) });
    const ready = await startReadyAnswers(bench, (client) => ask(client, 0));
    await bench.compare({
      title: `a row of ${rows.toLocaleString('en')} by key`,
      measure: 'time',
      unit: 'ms a statement',
      runs: 10,
      baseline: 'DuckDB itself',
      cpuMs,
      target: { text: 'under 5 ms more than DuckDB', of: 'difference', atMost: 5 },
      subjects: [
        {
          name: 'Data API through the SDK',
          run: async () => {
            for (let i = 0; i < statementsARun; i += 1) {
              await ask(warehouse, i);
            }
            return statementsARun;
          },
        },
        {
          name: 'SDK and HTTP alone',
          run: async () => {
            for (let i = 0; i < statementsARun; i += 1) await ask(ready, i);
            return statementsARun;
          },
        },
        {
          name: 'DuckDB itself',
          run: async () => {
            for (let i = 0; i < statementsARun; i += 1) {
              const sql = `SELECT ${columns} FROM item WHERE case_no = $case_no`;
              const found = await duckDb.run(sql, { case_no: keyOf(i) });
              await found.getRowObjectsJS();
            }
            return statementsARun;
          },
        },
      ],
    });
  },
};
