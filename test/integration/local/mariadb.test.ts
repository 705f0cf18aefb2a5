import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { afterEach, describe, expect, it } from 'vitest';
import { startMariaDb } from '../../../local/mariadb.ts';
import { isRunning } from '../../../local/processes.ts';

const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const temporaryFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casepulse-mariadb-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'mariadb');
};

const query = async (url: string, sql: string) => {
  const connection = await createConnection(url);
  try {
    const [rows] = await connection.query(sql);
    return rows;
  } finally {
    await connection.end();
  }
};

describe('the local MariaDB', () => {
  it('ends the server of a killed run on the same folder, and has its data', async () => {
    const dataDir = await temporaryFolder();
    const killed = fork(
      '-e',
      [
        `import(process.argv[1]).then(async ({ startMariaDb }) => { const { pid, url } = await startMariaDb({ dataDir: process.argv[2] }); process.send({ pid, url }); })`,
        new URL('../../../local/mariadb.ts', import.meta.url).href,
        dataDir,
      ],
      { execArgv: [] },
    );
    const [left] = (await once(killed, 'message')) as [{ pid: number; url: string }];
    await query(left.url, 'CREATE TABLE t (n INT)');
    await query(left.url, 'INSERT INTO t VALUES (1)');
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(isRunning(left.pid)).toBe(true);

    const server = await startMariaDb({ dataDir });
    closers.push(server.close);
    expect(isRunning(left.pid)).toBe(false);
    expect(await query(server.url, 'SELECT n FROM t')).toEqual([{ n: 1 }]);
    expect(await query(server.url, 'SELECT @@bind_address AS a, @@local_infile AS l')).toEqual([
      { a: '127.0.0.1', l: 1 },
    ]);
    await expect(startMariaDb({ dataDir: `${dataDir}-2`, port: server.port })).rejects.toThrow(
      /must be free.*--port/,
    );
    await server.close();
    expect(isRunning(server.pid)).toBe(false);
  });
});
