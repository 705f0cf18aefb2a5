import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type RedshiftOptions, startRedshift } from '../../index.ts';
import { NOW } from '../client.ts';

export const PASSWORDS = { admin: 'secret of admin', ann: 'secret of ann' };

/** A warehouse that serves the PostgreSQL protocol on a free port. */
export interface TestPostgres {
  readonly port: number;
  readonly url: string;
  /** A connected client of the `pg` driver; closed by `stop`. */
  connect(options?: pg.ClientConfig): Promise<pg.Client>;
  /** Runs psql on the commands and gives what it printed. */
  psql(...commands: string[]): Promise<PsqlResult>;
  /** The same with more in the environment. */
  psqlWith(env: Record<string, string>, ...commands: string[]): Promise<PsqlResult>;
  psqlAs(user: string, password: string, ...commands: string[]): Promise<PsqlResult>;
  stop(): Promise<void>;
}

export interface PsqlResult {
  code: number | null;
  output: string;
  errors: string;
}

/** Starts a warehouse with the logins `admin`, the superuser, and `ann`, the database user `IAMR:analyst`. */
export async function startPostgresWarehouse(
  options: Partial<RedshiftOptions> = {},
): Promise<TestPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'redshift-postgres-'));
  const server = await startRedshift({
    s3: {},
    now: () => NOW,
    dataDir,
    ...options,
    postgres: {
      port: 0,
      users: {
        admin: { password: PASSWORDS.admin },
        ann: { password: PASSWORDS.ann, dbUser: 'IAMR:analyst' },
      },
    },
  });
  const port = server.postgresPort ?? 0;
  const clients: pg.Client[] = [];
  const runPsql = (user: string, env: Record<string, string>, commands: string[]) =>
    run(
      ['-X', '-h', '127.0.0.1', '-p', String(port), '-U', user, 'dev'],
      commands.flatMap((command) => ['-c', command]),
      env,
    );
  return {
    port,
    url: server.url,
    connect: async (config = {}) => {
      const client = new pg.Client({
        host: '127.0.0.1',
        port,
        database: 'dev',
        user: 'admin',
        password: PASSWORDS.admin,
        ...config,
      });
      client.on('error', () => undefined);
      clients.push(client);
      await client.connect();
      return client;
    },
    psql: (...commands) => runPsql('admin', { PGPASSWORD: PASSWORDS.admin }, commands),
    psqlWith: (env, ...commands) =>
      runPsql('admin', { PGPASSWORD: PASSWORDS.admin, ...env }, commands),
    psqlAs: (user, password, ...commands) => runPsql(user, { PGPASSWORD: password }, commands),
    stop: async () => {
      await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function run(
  connection: string[],
  commands: string[],
  env: Record<string, string>,
): Promise<PsqlResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('psql', [...connection, ...commands], {
      // Homebrew keeps psql off the PATH.
      env: {
        ...process.env,
        PATH: `${process.env['PATH']}:/opt/homebrew/opt/libpq/bin`,
        PAGER: '',
        LC_ALL: 'C',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output, errors }));
  });
}

/** The SQLSTATE that a promise of the driver's is refused with; undefined where it is not. */
export async function sqlStateOf(promise: Promise<unknown>): Promise<string | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
}
