/*
 * npm run profile -- NAME: runs ours of one benchmark and writes a CPU profile of each process that took
 * part into bench/results/profiles/NAME, for the DevTools of Chrome or for speedscope. The profiles show
 * JavaScript and WebAssembly; DuckDB's own threads are no part of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { benchmarksNamed } from './benchmarks.ts';
import { hottest } from './runner/hottest.ts';

const shownFunctions = 10;

const [name = ''] = process.argv.slice(2);
const [benchmark] = benchmarksNamed([name]);
const folder = fileURLToPath(new URL(`results/profiles/${benchmark?.name}/`, import.meta.url));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-name=bench.cpuprofile'];
const { status } = spawnSync(
  process.execPath,
  [...flags, fileURLToPath(new URL('run.ts', import.meta.url)), benchmark?.name ?? ''],
  { stdio: 'inherit', env: { ...process.env, BENCH_PROFILE: folder } },
);
for (const file of readdirSync(folder).sort()) {
  const table = new Table({
    head: [file.replace('.cpuprofile', ''), 'ms', '%'],
    colAligns: ['left', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const { place, selfMs, share } of hottest(join(folder, file), shownFunctions)) {
    table.push([place, selfMs.toFixed(0), (share * 100).toFixed(1)]);
  }
  console.log(`\n${table.toString()}`);
}
console.log(`\nwritten to ${folder}`);
process.exitCode = status ?? 1;
