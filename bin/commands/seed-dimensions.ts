import { type Command, Option } from 'commander';
import { wholeNumber } from '../options.ts';

type Options = { from?: string; size: 'small' | 'company'; seed: number };

export const register = (program: Command): void => {
  program
    .command('seed-dimensions')
    .description('fill MySQL with the dimensions, from files or generated')
    .option('--from <dir>', 'folder of tab-separated files <table>.txt; any of the eight tables')
    .addOption(
      new Option('--size <size>', 'how many rows to generate')
        .choices(['small', 'company'])
        .default('small'),
    )
    .option('--seed <n>', 'the same seed makes the same rows', wholeNumber, 1)
    .addHelpText(
      'after',
      `
A file with a wrong header, type or number of columns is refused and leaves its table as it was.

Examples:
  npm run -s casepulse -- seed-dimensions --from ./dimensions
  npm run -s casepulse -- seed-dimensions --size company`,
    )
    .action(async (options: Options) => {
      const { loadEnvironment, localSettings, variable } = await import('../environment.ts');
      const { now, businessTimezone } = localSettings();
      if (!process.env['MYSQL_URL']) loadEnvironment();
      const { seedDimensions } = await import('../../simulator/seed-dimensions.ts');
      const { progressLines } = await import('../progress-lines.ts');
      const { utcText } = await import('../clock.ts');
      const progress = progressLines();
      try {
        const rows = await seedDimensions(
          { ...options, businessTimezone, mysqlUrl: variable('MYSQL_URL'), now: utcText(now) },
          progress.report,
        );
        progress.end();
        for (const [table, count] of Object.entries(rows)) {
          console.log(`${table}: ${count.toLocaleString('en')} rows`);
        }
      } finally {
        progress.end();
      }
    });
};
