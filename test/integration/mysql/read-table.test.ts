import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inSnapshot, openMysql, readTable } from '../../../adapters/mysql.ts';
import { ConfigurationError, TransientError } from '../../../domain/errors.ts';
import { startMariaDb } from '../../../local/mariadb.ts';

let dataDir: string;
let server: Awaited<ReturnType<typeof startMariaDb>>;

const collect = async <T>(batches: AsyncIterable<T[]>): Promise<T[][]> => {
  const all: T[][] = [];
  for await (const batch of batches) all.push(batch);
  return all;
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'casepulse-mysql-'));
  server = await startMariaDb({ dataDir: join(dataDir, 'data') });
  const connection = await openMysql(server.url);
  await connection.query(`CREATE TABLE things (
    id INT, small SMALLINT, name VARCHAR(20), day DATE, at DATETIME(6), \`range\` VARCHAR(10)
  ) CHARACTER SET utf8mb4`);
  await connection.query(`INSERT INTO things VALUES
    (1, -3, 'Zoë 🛒', '2026-03-29', '2026-03-29 02:30:00.123456', '1-10'),
    (2, NULL, NULL, NULL, NULL, NULL)`);
  await connection.query('CREATE TABLE many (id INT)');
  await connection.query('INSERT INTO many SELECT seq FROM seq_1_to_25000');
  await connection.end();
});

afterAll(async () => {
  await server?.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('readTable', () => {
  it('gives every type as the table has it: dates as text, microseconds, four-byte characters, nulls', async () => {
    const connection = await openMysql(server.url);
    const columns = ['id', 'small', 'name', 'day', 'at', 'range'];
    expect(await collect(readTable(connection, 'things', columns, 10))).toEqual([
      [
        [1, -3, 'Zoë 🛒', '2026-03-29', '2026-03-29 02:30:00.123456', '1-10'],
        [2, null, null, null, null, null],
      ],
    ]);
    await connection.end();
  });

  it('streams a table in batches of the size asked for and a shorter last one', async () => {
    const connection = await openMysql(server.url);
    const batches = await collect(readTable(connection, 'many', ['id'], 10_000));
    expect(batches.map((batch) => batch.length)).toEqual([10_000, 10_000, 5_000]);
    expect(new Set(batches.flat(2)).size).toBe(25_000);
    await connection.end();
  });

  it('reads in a snapshot what stood there when the snapshot began', async () => {
    const reader = await openMysql(server.url);
    const writer = await openMysql(server.url);
    const seen = await inSnapshot(reader, async () => {
      await writer.query("INSERT INTO things (id, name) VALUES (3, 'late')");
      return (await collect(readTable(reader, 'things', ['id'], 10))).flat(2);
    });
    expect(seen).toEqual([1, 2]);
    await writer.query('DELETE FROM things WHERE id = 3');
    await Promise.all([reader.end(), writer.end()]);
  });

  it('lets go of the connection when the reader of a snapshot fails half-way', async () => {
    const connection = await openMysql(server.url);
    const failing = inSnapshot(connection, async () => {
      for await (const _ of readTable(connection, 'many', ['id'], 10)) throw new Error('enough');
    });
    await expect(failing).rejects.toThrow('enough');
  });

  it('names the table that is missing', async () => {
    const connection = await openMysql(server.url);
    await expect(collect(readTable(connection, 'nowhere', ['id'], 10))).rejects.toThrow(
      /must have every reference table.*nowhere/,
    );
    await connection.end();
  });

  it('names the column that is missing', async () => {
    const connection = await openMysql(server.url);
    await expect(collect(readTable(connection, 'many', ['nothing'], 10))).rejects.toThrow(
      /must have the columns.*nothing/,
    );
    await connection.end();
  });
});

describe('openMysql', () => {
  it('says in one sentence that no server answers', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await new Promise((resolve) => taken.close(resolve));
    const opened = openMysql(`mysql://root@127.0.0.1:${port}/futurecart`);
    await expect(opened).rejects.toThrow(TransientError);
    await expect(opened).rejects.toThrow(
      `MySQL at 127.0.0.1:${port} must answer, got ECONNREFUSED`,
    );
  });

  it('says that the password is wrong, without telling it', async () => {
    const wrong = server.url.replace('root@', 'nobody:s3cret@');
    const error = await openMysql(wrong).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(String(error)).toMatch(/must let this user in; mend user or password in MYSQL_URL/);
    expect(String(error)).not.toContain('s3cret');
  });

  it('refuses an address that is none, without telling its password', async () => {
    const error = await openMysql('postgres://me:s3cret@somewhere/else').catch((caught) => caught);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(String(error)).toMatch(/MYSQL_URL must be mysql:.*got postgres:\/\/…@somewhere/);
  });

  it('insists on TLS where the server is not on loopback', async () => {
    // The same server by an address that is not written as loopback: ours has no certificate to show.
    const remote = server.url.replace('127.0.0.1', '[::ffff:127.0.0.1]');
    await expect(openMysql(remote)).rejects.toThrow(/must speak TLS|must show a certificate/);
  });
});
