import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const launcher = fileURLToPath(new URL('../../../bin/launch.mjs', import.meta.url));

type Machine = {
  platform: 'linux' | 'darwin' | 'freebsd';
  /** 0 is root. */
  user?: number;
  /** What is on the PATH: these write down how they were called. */
  programs: readonly ('apt-get' | 'sudo' | 'brew')[];
  /** What they end with. */
  exitCode?: number;
  env?: Record<string, string>;
  words?: readonly string[];
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casepulse-set-up-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Loaded before the launcher: another platform and user, and no program but those of the folder. */
const otherMachine = ({ platform, user = 1000 }: Machine): string =>
  `data:text/javascript,${encodeURIComponent(`
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { accessSync } = fs;
    fs.accessSync = (path, mode) => {
      if (!String(path).startsWith(${JSON.stringify(folder)})) throw new Error('not on this machine');
      accessSync(path, mode);
    };
    syncBuiltinESMExports();
    Object.defineProperty(process, 'platform', { value: '${platform}' });
    process.getuid = () => ${user};
  `)}`;

/** `up` with a port that there is not, so that it ends at once where set-up goes on. No terminal. */
const start = (machine: Machine): { said: string; ran: string[]; exitCode: number | null } => {
  const log = join(folder, 'ran');
  writeFileSync(log, '');
  for (const name of machine.programs) {
    const file = join(folder, name);
    writeFileSync(
      file,
      `#!/bin/sh\necho "${name} $*" >> '${log}'\nexit ${machine.exitCode ?? 0}\n`,
    );
    chmodSync(file, 0o755);
  }
  const { MYSQL_URL, ...env } = process.env;
  const words = ['--import', otherMachine(machine), launcher, 'up', '--port', 'none'];
  const { stderr, status } = spawnSync(process.execPath, [...words, ...(machine.words ?? [])], {
    env: { ...env, PATH: `${folder}:${env['PATH']}`, ...machine.env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ran = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return { said: stderr, ran, exitCode: status };
};

const aptInstalls = expect.stringMatching(
  /apt-get .*install -y --no-install-recommends mariadb-server-core mariadb-client-core$/,
);
/** What the command itself says, after set-up. */
const wentOn = { said: expect.stringContaining('--port'), exitCode: 2 };

describe('set-up without MariaDB', () => {
  it('runs apt-get as root and says so', () => {
    const { ran, ...rest } = start({ platform: 'linux', user: 0, programs: ['apt-get'] });
    expect(ran).toContainEqual(aptInstalls);
    expect(rest).toEqual(wentOn);
    expect(rest.said).toContain(
      'MariaDB is not installed: apt-get install mariadb-server-core mariadb-client-core …',
    );
  });

  it('runs apt-get through sudo with --yes', () => {
    const { ran, ...rest } = start({
      platform: 'linux',
      programs: ['apt-get', 'sudo'],
      words: ['--yes'],
    });
    expect(ran).toContainEqual(expect.stringMatching(/^sudo apt-get .*mariadb-client-core$/));
    expect(rest).toEqual(wentOn);
  });

  it('does not use sudo where nobody can be asked', () => {
    const { ran, said, exitCode } = start({ platform: 'linux', programs: ['apt-get', 'sudo'] });
    expect(ran).toEqual([]);
    expect(exitCode).toBe(1);
    expect(said.trim().split('\n').at(-1)).toBe(
      "MariaDB is needed: run 'sudo apt-get install mariadb-server-core mariadb-client-core', or this again with --yes, or install it yourself, or set MYSQL_URL to a MySQL that you have",
    );
  });

  it('says what root has to run where there is no sudo', () => {
    const { ran, said, exitCode } = start({ platform: 'linux', programs: ['apt-get'] });
    expect(ran).toEqual([]);
    expect(exitCode).toBe(1);
    expect(said).toContain(
      "run 'apt-get install mariadb-server-core mariadb-client-core' as root, or install it yourself",
    );
  });

  it('says that apt-get could not install it', () => {
    const { said, exitCode } = start({
      platform: 'linux',
      user: 0,
      programs: ['apt-get'],
      exitCode: 100,
    });
    expect(exitCode).toBe(1);
    expect(said).toContain(
      'apt-get could not install mariadb-server-core and mariadb-client-core: look at its message above, then run this again',
    );
  });

  it('runs brew on macOS', () => {
    const { ran, ...rest } = start({ platform: 'darwin', programs: ['brew'] });
    expect(ran).toEqual(['brew install --quiet mariadb']);
    expect(rest).toEqual(wentOn);
  });

  it('says that brew could not install it', () => {
    const { said, exitCode } = start({ platform: 'darwin', programs: ['brew'], exitCode: 1 });
    expect(exitCode).toBe(1);
    expect(said).toContain('brew could not install mariadb: look at its message above, or');
  });

  it('says elsewhere what to install', () => {
    const { said, exitCode } = start({ platform: 'freebsd', programs: [] });
    expect(exitCode).toBe(1);
    expect(said.trim().split('\n').at(-1)).toBe(
      'MariaDB (mariadbd or mysqld on the PATH) is needed: install it yourself, or set MYSQL_URL to a MySQL that you have',
    );
  });

  it('installs nothing where MYSQL_URL names a server', () => {
    const { ran, ...rest } = start({
      platform: 'linux',
      user: 0,
      programs: ['apt-get'],
      env: { MYSQL_URL: 'mysql://root@127.0.0.1:3306/futurecart' },
    });
    expect(ran).toEqual([]);
    expect(rest).toEqual(wentOn);
  });
});
