import type { Command } from 'commander';
import { arrivalHour, lastArrivalHour } from '../options.ts';

type Options = { from: string; to: string; json?: true };

/** After every hour that there will be. */
const end = '9999-12-31 23';

export const register = (program: Command): void => {
  program
    .command('replay')
    .description('rebuild what the speed layer has of a range of arrival hours, from the archive')
    .requiredOption('--from <time>', 'first hour, UTC: 2026-03-10 or 2026-03-10T12', arrivalHour)
    .option('--to <time>', 'last hour, UTC, included; a date: its last hour', lastArrivalHour, end)
    .option('--json', 'print what was read as JSON')
    .addHelpText(
      'after',
      `
Queries see the facts before or after each load, never without them. Doing it again changes
nothing. What a batch run covers is the batch layer's: use \`batch --full\` for that.

Examples:
  npm run -s casepulse -- replay --from 2026-03-10
  npm run -s casepulse -- replay --from 2026-03-10T08 --to 2026-03-10T11`,
    )
    .action(async ({ from, to, json }: Options) => {
      const { loadEnvironment } = await import('../environment.ts');
      loadEnvironment();
      const { callersLoader } = await import('../callers-loader.ts');
      const { replay } = await import('../../lambdas/load-facts/replay.ts');
      const { progressLines } = await import('../progress-lines.ts');
      const progress = progressLines();
      try {
        const range = { fromHour: from, toHour: to };
        const counts = await replay(range, callersLoader(), progress.report);
        progress.end();
        const { cases, surveys, quarantine } = counts;
        console.log(
          json
            ? JSON.stringify(counts, null, 2)
            : `replayed ${cases} objects of cases, ${surveys} of surveys, ${quarantine} of quarantine`,
        );
      } finally {
        progress.end();
      }
    });
};
