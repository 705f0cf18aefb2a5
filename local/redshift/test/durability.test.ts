import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rows, run, startWarehouse } from './client.ts';
import { startGatedS3 } from './gated-s3.ts';
import { startWarehouseProcess } from './warehouse-process.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'redshift-durable-'));
});

afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

it('opens a warehouse again whose defaults call functions', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'redshift-defaults-'));
  try {
    const first = await startWarehouse({ dataDir: folder });
    await run(first.client, 'CREATE TABLE stamped (a INT, at TIMESTAMP DEFAULT GETDATE())');
    await first.stop();
    const second = await startWarehouse({ dataDir: folder });
    await run(second.client, 'INSERT INTO stamped (a) VALUES (1)');
    expect(await rows(second.client, 'SELECT a, at FROM stamped')).toEqual([
      [1, '2026-03-10 12:00:00'],
    ]);
    await second.stop();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function finished(client: RedshiftDataClient, id: string): Promise<void> {
  const { Status, Error: error } = await client.send(
    new DescribeStatementCommand({ Id: id, WaitTimeSeconds: 20 }),
  );
  expect([Status, error]).toEqual(['FINISHED', undefined]);
}

describe('after kill -9', () => {
  it('a finished write is there, an open transaction is not, and its token is known', async () => {
    const first = await startWarehouseProcess(dataDir);
    await run(first.client, 'CREATE TABLE kept (a INT)');
    const token = {
      Sql: 'INSERT INTO kept VALUES (1)',
      Database: 'dev',
      ClientToken: 'load-1',
      WaitTimeSeconds: 20,
    };
    const written = await first.client.send(new ExecuteStatementCommand(token));
    expect(written.Status).toBe('FINISHED');
    const open = await first.client.send(
      new ExecuteStatementCommand({
        Sql: 'BEGIN',
        Database: 'dev',
        SessionKeepAliveSeconds: 60,
        WaitTimeSeconds: 20,
      }),
    );
    const pending = await first.client.send(
      new ExecuteStatementCommand({
        Sql: 'INSERT INTO kept VALUES (2)',
        SessionId: open.SessionId,
        WaitTimeSeconds: 20,
      }),
    );
    expect(pending.Status).toBe('FINISHED');
    await first.kill();

    const again = await startWarehouse({ dataDir });
    try {
      expect(await rows(again.client, 'SELECT a FROM kept')).toEqual([[1]]);
      const repeated = await again.client.send(new ExecuteStatementCommand(token));
      expect(repeated).toMatchObject({ Id: written.Id, Status: 'FINISHED' });
      expect(await rows(again.client, 'SELECT a FROM kept')).toEqual([[1]]);
      await expect(
        again.client.send(
          new ExecuteStatementCommand({ ...token, Sql: 'INSERT INTO kept VALUES (3)' }),
        ),
      ).rejects.toThrow('client token');
    } finally {
      await again.stop();
    }
  });

  it('each write that was told to be done is there, time after time, over both protocols', async () => {
    for (const round of [1, 2]) {
      const server = await startWarehouseProcess(dataDir);
      try {
        if (round === 1) await run(server.client, 'CREATE TABLE kept (a INT, by VARCHAR(10))');
        const driver = await server.connect();
        await run(server.client, `INSERT INTO kept VALUES (${round}, 'api')`);
        await driver.query(`INSERT INTO kept VALUES (${round}, 'wire')`);
        // No breath between the word that it is done and the end.
      } finally {
        await server.kill();
      }
    }
    const again = await startWarehouse({ dataDir });
    try {
      expect(await rows(again.client, 'SELECT a, by FROM kept ORDER BY a, by')).toEqual([
        [1, 'api'],
        [1, 'wire'],
        [2, 'api'],
        [2, 'wire'],
      ]);
    } finally {
      await again.stop();
    }
  });

  it('a transaction of the PostgreSQL protocol that had not ended leaves no trace', async () => {
    const server = await startWarehouseProcess(dataDir);
    try {
      const driver = await server.connect();
      await driver.query(
        "CREATE TABLE kept (a INT, s VARCHAR(10)); INSERT INTO kept VALUES (1, 'old')",
      );
      await driver.query('BEGIN');
      await driver.query("UPDATE kept SET s = 'new'");
      await driver.query('CREATE TABLE made (a INT)');
      await driver.query('GRANT SELECT ON kept TO PUBLIC');
      await driver.query('DELETE FROM kept WHERE a = 2');
    } finally {
      await server.kill();
    }
    const again = await startWarehouse({ dataDir });
    try {
      expect(await rows(again.client, 'SELECT * FROM kept')).toEqual([[1, 'old']]);
      await expect(run(again.client, 'SELECT * FROM made')).rejects.toThrow('does not exist');
      expect(await rows(again.client, 'SELECT * FROM svv_relation_privileges')).toEqual([]);
    } finally {
      await again.stop();
    }
  });

  it('a load that was in its middle leaves the table as it was, and can be done again', async () => {
    const s3 = await startGatedS3();
    const load = {
      Sqls: [
        'DELETE FROM kept',
        "COPY kept FROM 's3://lake/load/' IAM_ROLE 'arn:aws:iam::123456789012:role/copy' CSV",
      ],
      Database: 'dev',
      ClientToken: 'load-2',
    };
    try {
      await s3.put('load/1.csv', '10,a\n11,b\n');
      await s3.put('load/2.csv', '12,c\n');
      const server = await startWarehouseProcess(dataDir, s3.options);
      try {
        await run(server.client, 'CREATE TABLE kept (a INT, s VARCHAR(10))');
        await run(server.client, "INSERT INTO kept VALUES (1, 'old')");
        const standing = s3.hold('load/2.csv');
        await server.client.send(new BatchExecuteStatementCommand(load));
        await standing;
      } finally {
        await server.kill();
      }
      s3.release();
      const again = await startWarehouse({ dataDir, s3: s3.options });
      try {
        expect(await rows(again.client, 'SELECT * FROM kept')).toEqual([[1, 'old']]);
        const repeated = new BatchExecuteStatementCommand({ ...load, WaitTimeSeconds: 20 });
        expect((await again.client.send(repeated)).Status).toBe('FINISHED');
        expect(await rows(again.client, 'SELECT a FROM kept ORDER BY a')).toEqual([
          [10],
          [11],
          [12],
        ]);
      } finally {
        await again.stop();
      }
    } finally {
      await s3.stop();
    }
  });
});

it('shows readers the state before a load, whole, until it is done, over both protocols', async () => {
  const s3 = await startGatedS3();
  const server = await startWarehouseProcess(dataDir, s3.options);
  const count = 'SELECT COUNT(*) AS n, MIN(a) AS first FROM kept';
  try {
    await s3.put('load/1.csv', '10,a\n11,b\n');
    await s3.put('load/2.csv', '12,c\n');
    await run(server.client, 'CREATE TABLE kept (a INT, s VARCHAR(10))');
    await run(server.client, "INSERT INTO kept VALUES (1, 'old')");
    const driver = await server.connect();
    const standing = s3.hold('load/2.csv');
    const submitted = await server.client.send(
      new BatchExecuteStatementCommand({
        Sqls: [
          'DELETE FROM kept',
          "INSERT INTO kept VALUES (9, 'new')",
          "COPY kept FROM 's3://lake/load/' IAM_ROLE 'arn:aws:iam::123456789012:role/copy' CSV",
        ],
        Database: 'dev',
      }),
    );
    await standing;
    expect(await rows(server.client, count)).toEqual([[1, 1]]);
    expect((await driver.query(count)).rows).toEqual([{ n: '1', first: 1 }]);
    // A reader that began before keeps what it saw after the load is done.
    await driver.query('BEGIN');
    expect((await driver.query(count)).rows).toEqual([{ n: '1', first: 1 }]);
    s3.release();
    await finished(server.client, submitted.Id ?? '');
    expect(await rows(server.client, count)).toEqual([[4, 9]]);
    expect((await driver.query(count)).rows).toEqual([{ n: '1', first: 1 }]);
    await driver.query('COMMIT');
    expect((await driver.query(count)).rows).toEqual([{ n: '4', first: 9 }]);
  } finally {
    await server.kill();
    await s3.stop();
  }
});
