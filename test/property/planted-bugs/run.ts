/*
 * Shows that the property test can fail: plants one bug at a time in a copy of the project and runs the
 * test there. Minutes, not seconds, so no part of the suite. With Node 24:
 *   node test/property/planted-bugs/run.ts [words of a bug's name, or all]
 */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PlantedBug, plantedBugs } from './bugs.ts';

const project = fileURLToPath(new URL('../../../', import.meta.url));

/** All that the test runs. */
const copied = [
  'adapters',
  'batch',
  'domain',
  'lambdas',
  'local',
  'sql',
  'test/migrated-warehouse',
  'test/oracle',
  'test/property',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];

/** A zone whose clocks change, and cases of all zones: so a third of them. */
const testFile = 'test/property/invariant-new-york.test.ts';
const cases = 180;

const copyProject = async (): Promise<string> => {
  const copy = await mkdtemp(join(tmpdir(), 'casepulse-planted-'));
  for (const path of copied) await cp(join(project, path), join(copy, path), { recursive: true });
  await symlink(join(project, 'node_modules'), join(copy, 'node_modules'));
  return copy;
};

/** @returns what the bug's file held. @throws where the bug can't be planted: then bugs.ts is out of date. */
const plant = async (copy: string, { name, file, from, to }: PlantedBug): Promise<string> => {
  const path = join(copy, file);
  const text = await readFile(path, 'utf8');
  if (!text.includes(from)) throw new Error(`"${name}" can't be planted: ${file} lacks ${from}`);
  await writeFile(path, text.replace(from, to));
  return text;
};

type Run = { readonly failed: boolean; readonly output: string };

const runTest = (copy: string): Promise<Run> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', testFile, '--reporter=dot'],
      {
        cwd: copy,
        env: { ...process.env, PROPERTY_CASES: String(cases), PROPERTY_SHRINK: 'no' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      output += data;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ failed: code !== 0, output }));
  });

/** The property itself failed, and no part broke down: what fast-check then says. */
const tellsOfTheProperty = ({ output }: Run): boolean => output.includes('Property failed after');

const [wanted = ''] = process.argv.slice(2);
const bugs = plantedBugs.filter(({ name }) => name.includes(wanted));
const copy = await copyProject();
let escaped = 0;
try {
  for (const bug of bugs) {
    const original = await plant(copy, bug);
    const run = await runTest(copy);
    await writeFile(join(copy, bug.file), original);
    const isCaught = run.failed && tellsOfTheProperty(run);
    if (!isCaught) escaped++;
    const after = /Property failed after (\d+) tests/.exec(run.output)?.[1];
    console.log(isCaught ? `caught after ${after} cases: ${bug.name}` : `ESCAPED: ${bug.name}`);
    if (run.failed && !isCaught) console.log(run.output);
  }
} finally {
  await rm(copy, { recursive: true, force: true });
}
console.log(`${bugs.length - escaped} of ${bugs.length} planted bugs caught`);
process.exitCode = escaped === 0 ? 0 : 1;
