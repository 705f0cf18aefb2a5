import type { Command } from 'commander';
import { durationSeconds, positiveNumber, share, wholeNumber } from '../options.ts';

type Options = {
  rate: number;
  duration?: number;
  seed: number;
  duplicates?: number;
  late?: number;
  outOfOrder?: number;
  broken?: number;
  json?: true;
  /** Has become the environment by now: stack-option.ts. */
  stack?: string;
};

export const register = (program: Command): void => {
  program
    .command('simulate')
    .description('put live events into the streams, as a care team would make them')
    .requiredOption('--rate <n>', 'events a second, cases and surveys together', positiveNumber)
    .option(
      '--duration <time>',
      'stop after this time, such as 60s or 5m (default: Ctrl-C)',
      durationSeconds,
    )
    .option('--seed <n>', 'the same seed makes the same events', wholeNumber, 1)
    .option('--duplicates <share>', 'events that come twice (default: 0.01)', share)
    .option('--late <share>', 'cases that come minutes to hours late (default: 0.005)', share)
    .option('--out-of-order <share>', 'events that others overtake (default: 0.01)', share)
    .option('--broken <share>', 'records that cannot be used (default: 0.001)', share)
    .option('--json', 'print what was sent as JSON')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s casepulse -- simulate --rate 50 --duration 60s
  npm run -s casepulse -- simulate --rate 5 --seed 42 --broken 0.05`,
    )
    .action(async ({ rate, duration, seed, json, stack: _, ...disorder }: Options) => {
      const { loadEnvironment } = await import('../environment.ts');
      const local = loadEnvironment();
      const { runSimulator } = await import('../run-simulator.ts');
      const sent = await runSimulator({
        rate,
        seed,
        now: local?.now ?? null,
        disorder,
        ...(duration !== undefined && { durationSeconds: duration }),
      });
      if (json) console.log(JSON.stringify(sent));
      else {
        console.log(
          `sent ${sent.sent} records in ${sent.seconds.toFixed(1)} s: ${sent.registered} registered, ${sent.closed} closed, ${sent.surveyed} surveyed, ${sent.broken} broken; of all ${sent.duplicates} twice, ${sent.late} late, ${sent.outOfOrder} overtaken`,
        );
      }
    });
};
