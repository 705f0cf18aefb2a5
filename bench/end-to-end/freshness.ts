import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStream } from '../../adapters/event-stream.ts';
import { Warehouse } from '../../adapters/redshift-data.ts';
import { enterEnvironment } from '../../local/copy/enter-environment.ts';
import type { Bench, Benchmark } from '../runner/benchmark.ts';
import { casepulse } from '../runner/casepulse-command.ts';
import type { Row } from '../runner/compare.ts';
import { quantile } from '../runner/statistics.ts';
import { probeFreshness } from './probes.ts';

/** Events a second, and in how many seconds 95 of 100 are to be seen; null: no target. */
const loads = [
  { rate: 500, withinSeconds: 3, seconds: 40 },
  { rate: 2_000, withinSeconds: null, seconds: 40 },
  { rate: 5_000, withinSeconds: 10, seconds: 60 },
] as const;

const figure = (title: string, subject: string, unit: string, value: number): Row => ({
  title,
  subject,
  unit,
  runs: 1,
  median: value,
  min: value,
  max: value,
});

/** One rate, and how long its events take. */
const measure = async (
  bench: Bench,
  home: string,
  { rate, withinSeconds, seconds: secondsAtRest }: (typeof loads)[number],
  stream: EventStream,
  warehouse: Warehouse,
): Promise<void> => {
  const seconds = bench.isProfile ? 20 : secondsAtRest;
  const title = `${rate.toLocaleString('en')} events/s for ${seconds} s`;
  const simulated = casepulse(
    home,
    ...['simulate', '--rate', String(rate), '--duration', `${seconds}s`, '--seed', String(rate)],
    '--json',
  ).then((output) => JSON.parse(output) as { sent: number; seconds: number });
  const took = await probeFreshness(stream, warehouse, `80000000${rate}`, seconds);
  const { sent, seconds: sendingSeconds } = await simulated;
  await casepulse(home, 'wait', '--timeout', '300s');
  const p95 = quantile(took, 0.95) / 1000;
  const target = withinSeconds !== null && {
    target: { text: `within ${withinSeconds} s`, isMet: p95 < withinSeconds },
  };
  bench.record(
    figure(title, 'sent', 'events/s', sent / sendingSeconds),
    figure(title, 'put to visible, p50', 's', quantile(took, 0.5) / 1000),
    { ...figure(title, 'put to visible, p95', 's', p95), ...target },
    figure(title, 'put to visible, p99', 's', quantile(took, 0.99) / 1000),
    figure(title, 'probes', 'cases', took.length),
  );
};

export const freshness: Benchmark = {
  name: 'end-to-end',
  about:
    'A local copy with ten days of history (50,000 cases) under load: the simulator puts events at a rate through all real parts; among them a case of ours every 200 ms, timed from before its put until a query of care.member_case shows it (it does so with the commit that care.kpi_last_hour counts it with) (looked at every 100 ms). Simulator, probes and queries share the machine’s cores with the copy. LOAD_INTERVAL_SECONDS is the local default.',
  run: async (bench) => {
    const home = join(bench.folder, 'home');
    await casepulse(home, 'up', '--detach', '--no-simulator');
    bench.onEnd(() => casepulse(home, 'down'));
    const file = readFileSync(join(home, 'run/environment.json'), 'utf8');
    const { env } = JSON.parse(file) as { env: Record<string, string> };
    enterEnvironment(env);
    const stream = new EventStream(env['CASE_STREAM'] ?? '');
    const warehouse = new Warehouse({
      workgroup: env['WAREHOUSE_WORKGROUP'] ?? '',
      database: env['WAREHOUSE_DATABASE'] ?? '',
    });
    for (const load of loads) await measure(bench, home, load, stream, warehouse);
  },
};
