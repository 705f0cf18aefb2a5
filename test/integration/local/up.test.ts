import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DataFolder } from '../../../local/data-folder.ts';
import { listenOnLoopback } from '../../../local/loopback.ts';
import { isRunning } from '../../../local/processes.ts';

const casepulse = resolve(import.meta.dirname, '../../../bin/casepulse.ts');

const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') for (const folder of folders) showLogs(folder);
  folders.length = 0;
  for (const close of closers.splice(0).reverse()) await close();
});

const folders: string[] = [];

/** What the parts of a copy said last: the copy is gone when somebody reads of the failure. */
const showLogs = (home: string): void => {
  const logs = join(home, 'logs');
  if (!existsSync(logs)) return;
  for (const name of readdirSync(logs)) {
    const lines = readFileSync(join(logs, name), 'utf8').trimEnd().split('\n');
    console.log(`== ${name}\n${lines.slice(-shownLines).join('\n')}`);
  }
};
const shownLines = 30;

/** A data folder of its own, and the command line on it. */
const copy = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casepulse-up-'));
  const home = join(folder, 'home');
  folders.push(home);
  const { MYSQL_URL: _, ...env } = process.env;
  const run = (...words: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
      const child = execFile(
        process.execPath,
        [casepulse, ...words],
        { env: { ...env, CASEPULSE_HOME: home } },
        (_error, stdout, stderr) => done({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });
  closers.push(
    () => rm(folder, { recursive: true, force: true }),
    () => run('down'),
  );
  const succeed = async (...words: string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(...words);
    expect(`${words[0]} ${code} ${stderr}`).toMatch(new RegExp(`^${words[0]} 0 `));
    return stdout;
  };
  return { folder, home, run, succeed };
};

type Status = { state: string; supervisor: number; parts: { pid: number; state: string }[] };

/** What the README tells an analyst to type. */
const psqlReadsTheViews = async (home: string, status: string): Promise<void> => {
  const [address = 'no address'] = /postgres:\/\/analyst@\S+/.exec(status) ?? [status];
  const passwords = join(home, 'pgpass');
  expect(statSync(passwords).mode & 0o777).toBe(0o600);
  const { PGPASSWORD: _, ...env } = process.env;
  const ask = (sql: string) =>
    promisify(execFile)('psql', ['-X', '-At', '-c', sql, address], {
      env: { ...env, PGPASSFILE: passwords },
    });
  const { stdout } = await ask('SELECT cases_received FROM care.kpi_last_hour');
  expect(stdout.trim()).toBe('500');
  expect((await ask('\\dv care.*')).stdout).toContain('care|kpi_daily|view|');
  await expect(ask('DELETE FROM batch.fact_case')).rejects.toThrow(/permission denied/);
};

describe('the data folder', () => {
  it("is refused where it is somebody else's, and reset leaves that alone", async () => {
    const { home, run } = await copy();
    mkdirSync(home);
    writeFileSync(join(home, 'diary.txt'), 'dear diary');
    for (const command of [['up'], ['reset', '--yes']]) {
      const { code, stderr } = await run(...command);
      expect(code).toBe(1);
      expect(stderr).toMatch(/no data folder of CasePulse.*CASEPULSE_HOME/);
    }
    expect(readFileSync(join(home, 'diary.txt'), 'utf8')).toBe('dear diary');
  });

  it('of another version is refused with what to do, and reset takes it', async () => {
    const { home, run, succeed } = await copy();
    new DataFolder(home).prepare();
    writeFileSync(join(home, 'version'), '99');
    const { code, stderr } = await run('up');
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/version 99.*reset --yes/);
    const unconfirmed = await run('reset');
    expect(unconfirmed.code).toBe(1);
    expect(unconfirmed.stderr).toMatch(/--yes/);
    await succeed('reset', '--yes');
    expect(existsSync(home)).toBe(false);
  });
});

describe('up', () => {
  it('refuses wrong usage with exit code 2', async () => {
    const { run } = await copy();
    for (const words of [
      ['--now', '2026-02-30 12:00:00'],
      ['--port', '65532'],
      ['--rate', '0'],
    ]) {
      expect((await run('up', ...words)).code, words.join(' ')).toBe(2);
    }
  });

  it('says in one sentence that a port is in use', async () => {
    const { run } = await copy();
    const taken = createServer();
    const port = await listenOnLoopback(taken);
    closers.push(() => taken.close());
    const { code, stderr } = await run('up', '--port', String(Math.min(port, 65_531)));
    expect(code).toBe(1);
    expect(stderr).toMatch(/must be free.*--port/);
  });

  it('killed within the stream, loses nothing and counts nothing twice', async () => {
    const { folder, home, run, succeed } = await copy();
    await succeed('up', '--detach', '--empty', '--now', '2026-03-10 12:00:00');
    expect((await run('up', '--empty')).stderr).toMatch(/runs already in .*down/);
    const status = JSON.parse(await succeed('status', '--json')) as Status;
    expect(status.parts.map(({ state }) => state)).toEqual(Array(6).fill('running'));

    const line = (n: number) =>
      JSON.stringify({
        case_no: String(n),
        create_timestamp: '2026-03-10 11:10:00',
        last_modified_timestamp: '2026-03-10 11:10:00',
        status: 'Open',
      });
    const lines = join(folder, 'events.jsonl');
    writeFileSync(lines, Array.from({ length: 500 }, (_, n) => line(n)).join('\n'));
    await succeed('send', lines);
    process.kill(status.supervisor, 'SIGKILL');
    const own = status.parts.filter(({ pid }) => pid > 0);
    // All but MariaDB end by themselves; the next start ends that.
    await vi.waitFor(() => expect(own.filter(({ pid }) => isRunning(pid))).toHaveLength(1), {
      timeout: 20_000,
    });

    await succeed('up', '--detach', '--empty', '--now', '2026-03-10 12:00:00');
    await succeed('send', lines);
    await succeed('wait', '--timeout', '180');
    const count = JSON.parse(
      await succeed(
        'query',
        'SELECT count(*) AS cases, max(cases_received) AS received FROM care.fact_case, care.kpi_last_hour',
        '--format',
        'json',
      ),
    );
    expect(count).toEqual([{ cases: 500, received: 500 }]);
    await psqlReadsTheViews(home, await succeed('status'));
    await succeed('down');
    const after = JSON.parse(await succeed('status', '--json')) as Status;
    expect(after).toMatchObject({ state: 'stopped', parts: [] });
    expect(own.filter(({ pid }) => isRunning(pid))).toEqual([]);
    expect(existsSync(join(home, 'run', 'environment.json'))).toBe(false);
  }, 240_000);
});
