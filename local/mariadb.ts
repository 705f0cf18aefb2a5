import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { ConfigurationError, TransientError } from '../domain/errors.ts';
import { freePort, loopback } from './loopback.ts';
import { endProcess, processCommand } from './processes.ts';
import type { LocalServer } from './server.ts';

const run = promisify(execFile);

/** The database that holds the reference tables. */
export const referenceDatabase = 'futurecart';

/** Longest wait for a server to answer, or to end: crash recovery of a large folder takes its time. */
const patienceMs = 60_000;

/** Debian keeps server binaries off a normal user's PATH. */
const folders = (): string[] => [
  ...(process.env['PATH'] ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/libexec',
  '/opt/homebrew/bin',
  '/usr/local/bin',
];

const binary = (...names: string[]): string | undefined => {
  for (const name of names) {
    for (const folder of folders()) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not in this folder
      }
    }
  }
  return undefined;
};

/** The server's own path. @throws ConfigurationError where there is none. */
export const mariaDbBinary = (): string => {
  const path = binary('mariadbd', 'mysqld');
  if (path) return path;
  throw new ConfigurationError(
    'MariaDB is needed, and neither mariadbd nor mysqld was found: install the package mariadb-server-core (macOS: brew install mariadb), or set MYSQL_URL to a MySQL that you have',
  );
};

/** As root both servers refuse to run unless told so. */
const asUser = (): string[] => (process.getuid?.() === 0 ? ['--user=root'] : []);

/**
 * A folder of its own for temporary tables: a server that starts removes what it finds of another's, and in
 * the system's folder that may be one that is being set up.
 */
const ownTemporaryFolder = (dataDir: string): string => {
  const folder = `${dataDir}.tmp`;
  mkdirSync(folder, { recursive: true });
  return `--tmpdir=${folder}`;
};

/** Makes the system tables in a folder beside the final one, so that a killed set-up leaves nothing half done. */
const createDataFolder = async (server: string, dataDir: string): Promise<void> => {
  const fresh = `${dataDir}.new`;
  await rm(fresh, { recursive: true, force: true });
  mkdirSync(dirname(dataDir), { recursive: true });
  const temporaryFolder = ownTemporaryFolder(dataDir);
  const installer = binary('mariadb-install-db');
  if (installer) {
    await run(installer, [
      '--no-defaults',
      `--datadir=${fresh}`,
      temporaryFolder,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      ...asUser(),
    ]);
  } else {
    // Oracle's mysqld has the installer within.
    await run(server, [
      '--no-defaults',
      '--initialize-insecure',
      `--datadir=${fresh}`,
      temporaryFolder,
      ...asUser(),
    ]);
  }
  await rename(fresh, dataDir);
};

const pidFileOf = (dataDir: string): string => join(dataDir, 'mariadbd.pid');

/** Ends a server that a killed run left behind on this data folder. */
export const endLeftoverMariaDb = async (folder: string): Promise<void> => {
  const dataDir = resolve(folder);
  const pidFile = pidFileOf(dataDir);
  if (!existsSync(pidFile)) return;
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  if (Number.isInteger(pid) && processCommand(pid)?.includes(`--datadir=${dataDir}`)) {
    await endProcess(pid, patienceMs);
  }
  await rm(pidFile, { force: true });
};

const answers = async (server: ChildProcess, url: string, log: string): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new TransientError(
        `MariaDB ended with ${server.exitCode ?? server.signalCode} while starting; its last words are in ${log}`,
      );
    }
    try {
      const connection = await createConnection(url);
      await connection.end();
      return;
    } catch (cause) {
      if (Date.now() > deadline) {
        throw new TransientError(
          `MariaDB must answer within ${patienceMs / 1000} s at ${url}; see ${log}`,
          { cause },
        );
      }
      await sleep(50);
    }
  }
};

/**
 * Starts MariaDB (or MySQL) from the system's own binary on a data folder and a port of ours, with
 * an empty database for the reference tables. A server left on the folder by a killed run is ended first.
 * @param options.port free one by default. @param options.log file for its messages, in the data folder by default.
 * @throws ConfigurationError without a binary, or where the port is in use.
 */
export const startMariaDb = async (options: {
  dataDir: string;
  port?: number;
  log?: string;
}): Promise<LocalServer & { pid: number; exited: Promise<void> }> => {
  const server = mariaDbBinary();
  const dataDir = resolve(options.dataDir);
  const pidFile = pidFileOf(dataDir);
  await endLeftoverMariaDb(dataDir);
  if (!existsSync(dataDir)) await createDataFolder(server, dataDir);

  const port = await freePort(options.port);
  const initFile = join(dataDir, 'casepulse-init.sql');
  await writeFile(
    initFile,
    `CREATE DATABASE IF NOT EXISTS ${referenceDatabase} CHARACTER SET utf8mb4;\n`,
  );
  const log = options.log ?? join(dataDir, 'mariadbd.log');
  const output = openSync(log, 'a');
  // A session of its own: Ctrl-C in the terminal is for us, who stop it in order.
  const child = spawn(
    server,
    [
      '--no-defaults',
      `--datadir=${dataDir}`,
      ownTemporaryFolder(dataDir),
      // Relative to the data folder: an absolute path can be longer than the 107 bytes that a socket takes.
      '--socket=mariadbd.sock',
      `--pid-file=${pidFile}`,
      `--port=${port}`,
      `--bind-address=${loopback}`,
      '--skip-name-resolve',
      '--local-infile=1',
      `--init-file=${initFile}`,
      ...asUser(),
    ],
    { stdio: ['ignore', output, output], detached: true },
  );
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  const url = `mysql://root@${loopback}:${port}/${referenceDatabase}`;
  await Promise.race([answers(child, url, log), failed]);
  return {
    url,
    port,
    pid: child.pid ?? 0,
    exited,
    close: async () => {
      if (child.pid !== undefined && child.exitCode === null) {
        await endProcess(child.pid, patienceMs);
      }
    },
  };
};
