import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

const packageVersion = (name: string): string => {
  const path = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
};

const git = (...args: string[]): string => {
  try {
    return execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
};

/** Packages whose speed is part of the figures. */
const measuredPackages = ['@duckdb/node-api', '@polyglot-sql/sdk', 'apache-arrow', 'parquet-wasm'];

/** What the figures were taken on, and of what. */
export const surroundings = () => ({
  measuredAt: new Date().toISOString(),
  commit: git('rev-parse', '--short', 'HEAD'),
  // The saved figures themselves are no change of what is measured.
  hasUncommittedChanges:
    git('status', '--porcelain', '--untracked-files=no', ':/', ':(top,exclude)bench/results') !==
    '',
  cores: availableParallelism(),
  processor: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 1e9),
  system: `${platform()} ${release()}`,
  node: process.versions.node,
  packages: Object.fromEntries(measuredPackages.map((name) => [name, packageVersion(name)])),
  /** Processes that wanted a core beside ours, over the minute before. */
  loadBefore: loadavg()[0] ?? 0,
});
