import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Bench } from '../runner/benchmark.ts';

/** DuckDB itself on a file of its own, in this process, with all cores: the limit. */
export const openDuckDb = async (bench: Bench): Promise<DuckDBConnection> => {
  const instance = await DuckDBInstance.create(join(bench.folder, 'limit.duckdb'), {
    threads: String(availableParallelism()),
  });
  const connection = await instance.connect();
  bench.onEnd(() => {
    connection.closeSync();
    instance.closeSync();
  });
  return connection;
};
