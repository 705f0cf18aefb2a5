import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExecuteStatementCommand, RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows, run, startWarehouse } from './client.ts';

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'redshift-durable-'));
});

afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

/** A warehouse in a process of its own, to be killed. */
async function startProcess() {
  const index = fileURLToPath(new URL('../index.ts', import.meta.url));
  const code = `const { startRedshift } = await import(${JSON.stringify(index)});
    const server = await startRedshift({ dataDir: ${JSON.stringify(dataDir)}, s3: {} });
    console.log(server.url);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const client = new RedshiftDataClient({
    endpoint: line.toString().trim(),
    region: 'us-east-1',
    credentials: { accessKeyId: 'A', secretAccessKey: 'a' },
    maxAttempts: 1,
  });
  return {
    client,
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      client.destroy();
    },
  };
}

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

describe('after kill -9', () => {
  it('a finished write is there, an open transaction is not, and its token is known', async () => {
    const first = await startProcess();
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
});
