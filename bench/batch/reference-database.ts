import { join } from 'node:path';
import type { Connection } from 'mysql2/promise';
import { openMysql } from '../../adapters/mysql.ts';
import { dimensions } from '../../domain/dimensions.ts';
import { startMariaDb } from '../../local/mariadb.ts';
import { seedDimensions } from '../../simulator/seed-dimensions.ts';
import type { Bench } from '../runner/benchmark.ts';

/** MariaDB with dimensions as large as the company's, ended with the benchmark. */
export const startReferenceDatabase = async (
  bench: Bench,
): Promise<{ url: string; pid: number; connection: Connection }> => {
  const server = await startMariaDb({ dataDir: join(bench.folder, 'mysql') });
  bench.onEnd(server.close);
  await seedDimensions({
    mysqlUrl: server.url,
    size: 'company',
    seed: 1,
    now: '2026-03-10 12:00:00',
  });
  const connection = await openMysql(server.url);
  bench.onEnd(() => connection.end());
  return { url: server.url, pid: server.pid, connection };
};

/** A database on the same server with ten times the employees and the other tables as they are. */
export const makeTenfold = async (url: string, connection: Connection): Promise<string> => {
  await connection.query('CREATE DATABASE tenfold CHARACTER SET utf8mb4');
  for (const { source, name } of dimensions) {
    const times = name === 'employee' ? ' JOIN seq_1_to_10' : '';
    await connection.query(`CREATE TABLE tenfold.${source} LIKE ${source}`);
    await connection.query(`INSERT INTO tenfold.${source} SELECT t.* FROM ${source} t${times}`);
  }
  return url.replace(/[^/]*$/, 'tenfold');
};
