import type { Command } from 'commander';
import { durationSeconds } from '../options.ts';

type Options = { timeout: number };

export const register = (program: Command): void => {
  program
    .command('wait')
    .description('return when everything put into the streams so far is loaded or quarantined')
    .option('--timeout <time>', 'give up after this time, such as 60s or 5m', durationSeconds, 60)
    .addHelpText(
      'after',
      `
Examples:
  npm run -s casepulse -- send events.jsonl && npm run -s casepulse -- wait
  npm run -s casepulse -- wait --timeout 5m`,
    )
    .action(async ({ timeout }: Options) => {
      const { loadEnvironment, variable } = await import('../environment.ts');
      loadEnvironment();
      const { callersWarehouse } = await import('../warehouses.ts');
      const { waitForLoaded } = await import('../wait/wait-for-loaded.ts');
      const { progressLines } = await import('../progress-lines.ts');
      const progress = progressLines();
      const options = {
        streams: [variable('CASE_STREAM'), variable('SURVEY_STREAM')],
        archiveBucket: variable('ARCHIVE_BUCKET'),
        stagingBucket: variable('STAGING_BUCKET'),
        warehouse: callersWarehouse(),
        timeoutSeconds: timeout,
      };
      try {
        await waitForLoaded(options, progress.report);
      } finally {
        progress.end();
      }
    });
};
