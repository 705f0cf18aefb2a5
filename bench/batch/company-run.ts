import { join } from 'node:path';
import type { Bench, Benchmark } from '../runner/benchmark.ts';
import { casepulse } from '../runner/casepulse-command.ts';

/** The company's ten days: 808,264 case events and 399,000 surveys come of them. */
const companyCases = 498_000;

type Summary = { readonly steps: readonly { readonly name: string; readonly seconds: number }[] };

/** One run over `times` the company's history, from an empty warehouse to checked facts. */
const measure = async (bench: Bench, times: number): Promise<void> => {
  const home = join(bench.folder, `home-${times}`);
  const history = join(bench.folder, `history-${times}`);
  const title = `${times === 1 ? 'the company’s' : `${times} times the company’s`} history and all dimensions`;
  await casepulse(home, 'up', '--detach', '--empty');
  bench.onEnd(() => casepulse(home, 'down'));
  await casepulse(home, 'seed-dimensions', '--size', 'company');
  const cases = String(times * companyCases);
  await casepulse(home, 'generate-history', '--out', history, '--days', '10', '--cases', cases);
  const began = performance.now();
  const output = await casepulse(home, 'batch', '--history', history, '--json');
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
