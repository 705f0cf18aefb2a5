import type { Command } from 'commander';
import { durationSeconds, positiveNumber, wholeNumber } from '../options.ts';

type Options = { rate: number; duration?: number; seed: number };

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
    .addHelpText(
      'after',
      `
Examples:
  npm run -s casepulse -- simulate --rate 50 --duration 60s
  npm run -s casepulse -- simulate --rate 5 --seed 42`,
    )
    .action(async ({ rate, duration, seed }: Options) => {
      const { loadEnvironment } = await import('../environment.ts');
      const local = loadEnvironment();
      const { runSimulator } = await import('../run-simulator.ts');
      await runSimulator({
        rate,
        seed,
        now: local?.now ?? null,
        ...(duration !== undefined && { durationSeconds: duration }),
      });
    });
};
