import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { dimensions } from '../../domain/dimensions.ts';
import type { Bench } from '../runner/benchmark.ts';

/** Whether there is a mariadb-dump on this machine: Debian's package mariadb-client has it. */
export const hasMariaDbDump = (): boolean => spawnSync('mariadb-dump', ['--version']).status === 0;

/** All dimensions as SQL text into a file, by MariaDB's own tool, in one snapshot as ours. */
export const dumpDimensions = async (bench: Bench, url: string): Promise<void> => {
  const { hostname, port, username, pathname } = new URL(url);
  const out = openSync(join(bench.folder, 'dump.sql'), 'w');
  const tables = dimensions.map(({ source }) => source);
  const server = [`--host=${hostname}`, `--port=${port}`, `--user=${username}`, '--protocol=tcp'];
  const child = spawn(
    'mariadb-dump',
    ['--no-defaults', ...server, '--single-transaction', '--quick', pathname.slice(1), ...tables],
    { stdio: ['ignore', out, 'inherit'] },
  );
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`mariadb-dump must dump the dimensions, got exit ${code}`);
};
