import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../lib/foundation/function-bundling.ts';
import type { Bench, Benchmark } from '../runner/benchmark.ts';

/** The company's ten days: 808,264 case events and 399,000 surveys come of them. */
const companyCases = 498_000;

/** Runs one of our commands on a data folder of its own; gives its output. */
const casepulse = async (home: string, args: readonly string[]): Promise<string> => {
  const { NODE_OPTIONS: _, WAREHOUSE_WORKGROUP: __, ...env } = process.env;
  const child = spawn(process.execPath, [join(projectRoot, 'bin/casepulse.ts'), ...args], {
    env: { ...env, CASEPULSE_HOME: home, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.resume();
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(`casepulse ${args.join(' ')} ended with ${code}: ${output}`);
  return output;
};

type Summary = { readonly steps: readonly { readonly name: string; readonly seconds: number }[] };

/** One run over `times` the company's history, from an empty warehouse to checked facts. */
const measure = async (bench: Bench, times: number): Promise<void> => {
  const home = join(bench.folder, `home-${times}`);
  const history = join(bench.folder, `history-${times}`);
  const title = `${times === 1 ? 'the company’s' : `${times} times the company’s`} history and all dimensions`;
  await casepulse(home, ['up', '--detach', '--empty']);
  bench.onEnd(() => casepulse(home, ['down']));
  await casepulse(home, ['seed-dimensions', '--size', 'company']);
  const cases = String(times * companyCases);
  await casepulse(home, ['generate-history', '--out', history, '--days', '10', '--cases', cases]);
  const began = performance.now();
  const output = await casepulse(home, ['batch', '--history', history, '--json']);
  const seconds = (performance.now() - began) / 1000;
  const figure = (subject: string, value: number) => ({
    title,
    subject,
    unit: 's',
    runs: 1,
    median: value,
    min: value,
    max: value,
  });
  const target = { text: 'under 60 s', isMet: seconds < 60 };
  bench.record({
    ...figure('casepulse batch --history', seconds),
    ...(times === 1 && { target }),
  });
  const { steps } = JSON.parse(output) as Summary;
  bench.record(...steps.map(({ name, seconds: taken }) => figure(`  ${name}`, taken)));
};

export const companyRun: Benchmark = {
  name: 'batch-company',
  about:
    'The whole data set of the company in one run of the batch command, from a warehouse without rows: eight dimensions (414,205 rows), 808,264 case events and 399,000 surveys lifted, loaded, folded, published and checked, with all local parts in processes of their own. In --full once more with ten times the history.',
  run: async (bench) => {
    await measure(bench, 1);
    if (bench.isFull) await measure(bench, 10);
  },
};
