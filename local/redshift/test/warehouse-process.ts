import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import pg from 'pg';
import type { RedshiftOptions } from '../index.ts';

/** A warehouse in a process of its own, to be killed. */
export interface WarehouseProcess {
  readonly client: RedshiftDataClient;
  /** A client of the PostgreSQL protocol. */
  connect(): Promise<pg.Client>;
  /** Kills it as kill -9 does. */
  kill(): Promise<void>;
}

const PASSWORD = 'secret';

export async function startWarehouseProcess(
  dataDir: string,
  s3: RedshiftOptions['s3'] = {},
): Promise<WarehouseProcess> {
  const index = fileURLToPath(new URL('../index.ts', import.meta.url));
  const users = { admin: { password: PASSWORD } };
  const options = JSON.stringify({ dataDir, s3, postgres: { port: 0, users } });
  const code = `const { startRedshift } = await import(${JSON.stringify(index)});
    const server = await startRedshift(${options});
    console.log(server.url + ' ' + server.postgresPort);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const [endpoint = '', port] = line.toString().trim().split(' ');
  const client = new RedshiftDataClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'A', secretAccessKey: 'a' },
    maxAttempts: 1,
  });
  const clients: pg.Client[] = [];
  return {
    client,
    connect: async () => {
      const driver = new pg.Client({
        host: '127.0.0.1',
        port: Number(port),
        database: 'dev',
        user: 'admin',
        password: PASSWORD,
      });
      // Its server is killed under it.
      driver.on('error', () => undefined);
      clients.push(driver);
      await driver.connect();
      return driver;
    },
    kill: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }
      client.destroy();
      await Promise.all(clients.map((driver) => driver.end().catch(() => undefined)));
    },
  };
}
