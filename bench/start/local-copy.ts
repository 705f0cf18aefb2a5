import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../lib/foundation/function-bundling.ts';
import type { Benchmark } from '../runner/benchmark.ts';

/** A line that only the table of KPIs has. */
const firstKpi = 'cases received';

/** `npm start` on a data folder, as far as the first KPIs on its output; `stop` ends it as Ctrl-C does. */
const startCopy = async (home: string): Promise<{ stop: () => Promise<void> }> => {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(projectRoot, 'bin/launch.mjs'), 'up'], {
    env: { ...env, CASEPULSE_HOME: home, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  let output = '';
  await new Promise<void>((shown, failed) => {
    const read = (text: Buffer): void => {
      output += text;
      if (output.includes(firstKpi)) shown();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => failed(new Error(`npm start ended with ${code}:\n${output}`)));
  });
  return {
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
};

export const localCopy: Benchmark = {
  name: 'start-local',
  about:
    '`npm start` until the first KPIs are shown, on a terminal that is none. Cold: a new data folder, with its reference data, ten days of history (50,000 cases) and the batch run over them. Warm: the same folder again. Packages and MariaDB are installed; npm itself is not in it.',
  run: async (bench) => {
    const home = join(bench.folder, 'home');
    let stop = async (): Promise<void> => {};
    bench.onEnd(() => stop());
    const restart = async (): Promise<number> => {
      ({ stop } = await startCopy(home));
      return 1;
    };
    const stopped = async (): Promise<void> => {
      await stop();
      stop = async () => {};
    };
    const shared = { measure: 'time', unit: 'ms', cpuMs: () => undefined } as const;
    await bench.compare({
      ...shared,
      title: 'npm start until the first KPIs',
      runs: 1,
      warmUps: 0,
      subjects: [{ name: 'cold', run: restart }],
    });
    await bench.compare({
      ...shared,
      title: 'npm start until the first KPIs',
      runs: bench.isProfile ? 1 : 3,
      subjects: [{ name: 'warm', before: stopped, run: restart }],
    });
    await stopped();
  },
};
