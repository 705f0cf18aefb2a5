#!/usr/bin/env node
/*
 * Set-up, then the command: `npm start`, `npm run casepulse` and `npm test` come through here.
 * Plain JavaScript for Node 20 without packages, since it is what brings Node 24 and the packages.
 * Each step costs milliseconds when it is done already. All it says goes to stderr.
 *
 *   node bin/launch.mjs COMMAND …      bin/casepulse.ts COMMAND …
 *   node bin/launch.mjs --run TOOL …   a tool of node_modules/.bin, or a program of ours by its path
 */
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { constants as osConstants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Lambda's runtime, and the first that runs TypeScript without a build step. */
const nodeMajor = 24;
const nodeVersion = '24.21.0';
const root = dirname(dirname(fileURLToPath(import.meta.url)));

const say = (text) => process.stderr.write(`${text}\n`);

/** Ends set-up with one sentence that says what to do. */
class SetUpError extends Error {}

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/** Runs a command whose output is the person's to see, on stderr: stdout belongs to the real command. */
const succeeds = (command, args, env = {}) =>
  spawnSync(command, args, { cwd: root, stdio: [0, 2, 2], env: { ...process.env, ...env } })
    .status === 0;

/** npm itself, without the lines that no one asked for. */
const npm = (...args) => {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  return succeeds('npm', [...args, ...quiet]);
};

const executable = (...names) => {
  const folders = (process.env.PATH ?? '').split(delimiter);
  // Debian keeps server binaries off a normal user's PATH, Homebrew those of libpq.
  const more = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec', '/opt/homebrew/bin'];
  more.push('/opt/homebrew/opt/libpq/bin');
  for (const folder of [...folders, ...more]) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // not here
      }
    }
  }
  return undefined;
};

/** A Node that is new enough: this one, or one from npm kept in .node/; goes first on the PATH. */
const bringNode = () => {
  if (Number.parseInt(process.versions.node, 10) >= nodeMajor) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  // These packages hold the binary itself; `node` fetches one in an install script.
  const name = ['linux-x64', 'linux-arm64'].includes(platform) ? `node-${platform}` : 'node';
  const folder = join(root, '.node', 'node_modules', name);
  const wanted = readJson(join(folder, 'package.json'))?.version === nodeVersion;
  if (!wanted || !existsSync(join(folder, 'bin', 'node'))) {
    say(`Node ${nodeVersion} into .node (this one is ${process.versions.node}) …`);
    const version = `${name}@${nodeVersion}`;
    if (!npm('install', '--prefix', join(root, '.node'), '--no-save', version)) {
      throw new SetUpError(
        `Node ${nodeMajor} is needed, this one is ${process.versions.node}, and npm could not bring ${version}: look at npm's message above, or install Node ${nodeMajor} yourself`,
      );
    }
  }
  const bin = join(folder, 'bin');
  process.env.PATH = `${bin}${delimiter}${process.env.PATH ?? ''}`;
  return join(bin, 'node');
};

/** Whether node_modules holds what the lock file says, by npm's own record of what it installed. */
const packagesAreThere = () => {
  const locked = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!installed) return false;
  return Object.entries(locked).every(
    ([path, { version, optional }]) =>
      path === '' || installed[path]?.version === version || (optional && !installed[path]),
  );
};

const bringPackages = () => {
  if (packagesAreThere()) return;
  say('npm packages into node_modules …');
  if (!npm('ci')) {
    throw new SetUpError(
      "npm ci must succeed for the packages, and did not: look at npm's message above, then run this again",
    );
  }
};

/** What comes from the system: the binary that shows it is there, and where it comes from. */
const mariaDb = {
  name: 'MariaDB',
  binaries: ['mariadbd', 'mysqld'],
  debianPackages: ['mariadb-server-core', 'mariadb-client-core'],
  formula: 'mariadb',
  orElse: 'install it yourself, or set MYSQL_URL to a MySQL that you have',
  isSpared: () => Boolean(process.env.MYSQL_URL),
};
/** The tests speak to the local warehouse with it. */
const psql = {
  name: 'psql',
  binaries: ['psql'],
  debianPackages: ['postgresql-client'],
  formula: 'libpq',
  orElse: 'install it yourself and put it on the PATH',
  isSpared: () => false,
};

/** A module of Debian's own Python that some tests run; where there is no Debian they are left out. */
const pythonModule = (module, tests) => ({
  name: `${module} for Python`,
  binaries: [],
  debianPackages: [`python3-${module}`],
  formula: undefined,
  orElse: `leave out the tests that are called ${tests}`,
  isSpared: () =>
    !existsSync('/etc/debian_version') ||
    existsSync(`/usr/lib/python3/dist-packages/${module}/__init__.py`),
});
/** A second parser of SQL, by which the tests check what the local warehouse takes. */
const sqlGlot = pythonModule('sqlglot', 'second-parser');
/** The driver under most of Python's tools for PostgreSQL. */
const psycopg2 = pythonModule('psycopg2', 'psycopg2');

/** The tests read the dashboard with it: all of them, or those that are named. */
const chromium = {
  name: 'Chromium',
  binaries: ['chromium', 'chromium-browser', 'google-chrome'],
  debianPackages: ['chromium', 'fonts-dejavu-core'],
  formula: 'chromium',
  orElse: 'leave out the tests under test/dashboard/browser',
  isSpared: () =>
    !process.env.ALL_TESTS && !process.argv.some((word) => word.includes('dashboard')),
};

const aptInstall = (prefix, { debianPackages, orElse }) => {
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, 'apt-get', '-qq', '-o', 'Dpkg::Use-Pty=0', ...args];
    return succeeds(command, rest, { DEBIAN_FRONTEND: 'noninteractive' });
  };
  const install = () => apt('install', '-y', '--no-install-recommends', ...debianPackages);
  const lists = '/var/lib/apt/lists';
  const fresh = existsSync(lists) && readdirSync(lists).some((name) => name.includes('_Packages'));
  // Lists that are missing or too old to name a file that still exists are fetched first.
  if ((fresh && install()) || (apt('update') && install())) return;
  throw new SetUpError(
    `apt-get could not install ${debianPackages.join(' and ')}: look at its message above, then run this again; or ${orElse}`,
  );
};

const agrees = async (question) => {
  if (process.argv.includes('--yes')) return true;
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [Y/n] `);
  terminal.close();
  return /^(y|yes|)$/i.test(answer.trim());
};

const bring = async (program) => {
  const { name, binaries, debianPackages, formula, orElse, isSpared } = program;
  if (isSpared() || executable(...binaries)) return;
  if (process.platform === 'darwin' && executable('brew')) {
    say(`${name} is not installed: brew install ${formula} …`);
    if (succeeds('brew', ['install', '--quiet', formula])) return;
    throw new SetUpError(
      `brew could not install ${formula}: look at its message above, or ${orElse}`,
    );
  }
  if (process.platform === 'linux' && executable('apt-get')) {
    const command = `apt-get install ${debianPackages.join(' ')}`;
    if (process.getuid() === 0) {
      say(`${name} is not installed: ${command} …`);
      return aptInstall([], program);
    }
    if (executable('sudo') && (await agrees(`${name} is not installed. Run: sudo ${command} ?`))) {
      say(`sudo ${command} …`);
      return aptInstall(['sudo'], program);
    }
    const choices = executable('sudo')
      ? `run 'sudo ${command}', or this again with --yes`
      : `run '${command}' as root`;
    throw new SetUpError(`${name} is needed: ${choices}, or ${orElse}`);
  }
  throw new SetUpError(`${name} (${binaries.join(' or ')} on the PATH) is needed: ${orElse}`);
};

/** What a command starts of its own accord. */
const neededBy = ([command, tool, ...rest]) => {
  if ([tool, ...rest].some((argument) => argument === '--help' || argument === '-h')) return [];
  if (command === '--run')
    return tool === 'vitest' ? [mariaDb, psql, sqlGlot, psycopg2, chromium] : [];
  return ['up', 'demo'].includes(command) ? [mariaDb] : [];
};

const target = ([command, tool, ...rest]) =>
  command === '--run'
    ? [
        tool.endsWith('.ts') ? join(root, tool) : join(root, 'node_modules', '.bin', tool),
        ...rest.filter((word) => word !== '--yes'),
      ]
    : [join(root, 'bin', 'casepulse.ts'), ...process.argv.slice(2)];

/** Runs under the other Node: same terminal, signals passed on, its exit code ours. */
const runIn = (node, [file, ...args]) => {
  // The channel tells the child when this process is killed.
  const child = spawn(node, [file, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    say(`${node} must run ${file}, and did not: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) =>
    process.exit(code ?? 128 + (osConstants.signals[signal ?? 'SIGTERM'] ?? 0)),
  );
};

try {
  const words = process.argv.slice(2);
  const node = bringNode();
  bringPackages();
  for (const program of neededBy(words)) await bring(program);
  const [file, ...args] = target(words);
  if (node === process.execPath && words[0] !== '--run') {
    process.argv = [node, file, ...args];
    await import(pathToFileURL(file).href);
  } else {
    runIn(node, [file, ...args]);
  }
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
