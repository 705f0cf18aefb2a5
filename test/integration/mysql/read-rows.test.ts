import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inSnapshot, openMysql } from '../../../adapters/mysql.ts';
import { ColumnMemory } from '../../../adapters/mysql-rows/column-memory.ts';
import { readRows } from '../../../adapters/mysql-rows/read-rows.ts';
import { fieldText, rowFields } from '../../../adapters/mysql-rows/row-fields.ts';
import { ConfigurationError, TransientError } from '../../../domain/errors.ts';
import { startMariaDb } from '../../../local/mariadb.ts';

let dataDir: string;
let server: Awaited<ReturnType<typeof startMariaDb>>;

/** All rows of a table as texts. */
const collect = async (connection: Connection, table: string, columns: readonly string[]) => {
  const all: (string | null)[][] = [];
  for await (const chunk of readRows(connection, table, columns)) {
    const fields = rowFields(chunk, columns.length, new ColumnMemory());
    for (let row = 0; row < chunk.rows; row++) {
      all.push(columns.map((_, column) => fieldText(fields, row, column)));
    }
  }
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
  await connection.query('CREATE TABLE wide (id INT, text LONGTEXT) CHARACTER SET utf8mb4');
  await connection.query(
    "INSERT INTO wide SELECT seq, REPEAT('x', seq * 7) FROM seq_1_to_1000 UNION ALL SELECT 250, REPEAT('y', 250) UNION ALL SELECT 251, REPEAT('y', 251) UNION ALL SELECT 65535, REPEAT('y', 65535) UNION ALL SELECT 65536, REPEAT('y', 65536) UNION ALL SELECT 3000000, REPEAT('z', 3000000)",
  );
  await connection.query('CREATE TABLE plenty (id INT, text VARCHAR(100))');
  await connection.query("INSERT INTO plenty SELECT seq, REPEAT('x', 100) FROM seq_1_to_500000");
  await connection.end();
});

afterAll(async () => {
  await server?.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('readRows', () => {
  it('gives every type as the table has it: dates as text, microseconds, four-byte characters, nulls', async () => {
    const connection = await openMysql(server.url);
    const columns = ['id', 'small', 'name', 'day', 'at', 'range'];
    expect(await collect(connection, 'things', columns)).toEqual([
      ['1', '-3', 'Zoë 🛒', '2026-03-29', '2026-03-29 02:30:00.123456', '1-10'],
      ['2', null, null, null, null, null],
    ]);
    await connection.end();
  });

  it('gives values of any length, longer ones than a chunk too', async () => {
    const connection = await openMysql(server.url);
    const rows = await collect(connection, 'wide', ['id', 'text']);
    expect(rows).toHaveLength(1005);
    for (const [id, text] of rows) {
      expect(text).toMatch(/^(x+|y+|z+)$/);
      expect(text?.length).toBe(text?.startsWith('x') ? 7 * Number(id) : Number(id));
    }
    await connection.end();
  });

  it('streams a table in chunks that hold each row once, while the reader takes its time', async () => {
    const connection = await openMysql(server.url);
    const seen = new Set<string | null>();
    let chunks = 0;
    for await (const chunk of readRows(connection, 'plenty', ['id', 'text'])) {
      if (chunks++ % 10 === 0) await setTimeout(20);
      const fields = rowFields(chunk, 2, new ColumnMemory());
      for (let row = 0; row < chunk.rows; row++) seen.add(fieldText(fields, row, 0));
    }
    expect(seen.size).toBe(500_000);
    expect(chunks).toBeGreaterThan(20);
    await connection.end();
  });

  it('reads in a snapshot what stood there when the snapshot began', async () => {
    const reader = await openMysql(server.url);
    const writer = await openMysql(server.url);
    const seen = await inSnapshot(reader, async () => {
      await writer.query("INSERT INTO things (id, name) VALUES (3, 'late')");
      return (await collect(reader, 'things', ['id'])).flat();
    });
    expect(seen).toEqual(['1', '2']);
    await writer.query('DELETE FROM things WHERE id = 3');
    await Promise.all([reader.end(), writer.end()]);
  });

  it('lets go of the connection when the reader of a snapshot fails half-way', async () => {
    const connection = await openMysql(server.url);
    const failing = inSnapshot(connection, async () => {
      for await (const _ of readRows(connection, 'plenty', ['id'])) throw new Error('enough');
    });
    await expect(failing).rejects.toThrow('enough');
  });

  it.each(['KILL', 'KILL QUERY'])('says that the same later may succeed after %s', async (kill) => {
    const connection = await openMysql(server.url);
    const other = await openMysql(server.url);
    let chunks = 0;
    const reading = inSnapshot(connection, async () => {
      for await (const _ of readRows(connection, 'plenty', ['id', 'text'])) {
        if (chunks++ === 0) await other.query(`${kill} ${connection.threadId}`);
      }
    });
    await expect(reading).rejects.toThrow(TransientError);
    expect(chunks).toBeGreaterThan(0);
    await other.end();
  });

  it('says that the same later may succeed on a connection that was lost before', async () => {
    const connection = await openMysql(server.url);
    const other = await openMysql(server.url);
    await other.query(`KILL ${connection.threadId}`);
    await setTimeout(100);
    await expect(collect(connection, 'many', ['id'])).rejects.toThrow(TransientError);
    await other.end();
  });

  it('names the table that is missing', async () => {
    const connection = await openMysql(server.url);
    await expect(collect(connection, 'nowhere', ['id'])).rejects.toThrow(
      /must have every reference table.*nowhere/,
    );
    await connection.end();
  });

  it('names the column that is missing', async () => {
    const connection = await openMysql(server.url);
    await expect(collect(connection, 'many', ['nothing'])).rejects.toThrow(
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
