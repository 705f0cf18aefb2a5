import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Bench } from '../runner/benchmark.ts';

/**
 * DuckDB itself on a file of its own, in this process, with all cores and the storage format that the local
 * warehouse has: the limit.
 */
export const openDuckDb = async (bench: Bench): Promise<DuckDBConnection> => {
  const threads = String(availableParallelism());
  const instance = await DuckDBInstance.create(':memory:', { threads });
  const connection = await instance.connect();
  const file = join(bench.folder, 'limit.duckdb');
  await connection.run(`ATTACH '${file}' AS "limit" (STORAGE_VERSION 'v1.5.0')`);
  await connection.run('USE "limit"');
  bench.onEnd(() => {
    connection.closeSync();
    instance.closeSync();
  });
  return connection;
};
