import type { Command } from 'commander';
import { positiveInteger, wholeNumber } from '../options.ts';

type Options = { out: string; days: number; cases: number; seed: number };

export const register = (program: Command): void => {
  program
    .command('generate-history')
    .description('write days of past events as JSON Lines, one file a day')
    .requiredOption('--out <dir>', 'folder to write cases/ and surveys/ into')
    .option('--days <n>', 'how many days, ending today', positiveInteger, 10)
    .option('--cases <n>', 'how many cases in all', positiveInteger, 50_000)
    .option('--seed <n>', 'the same seed makes the same events', wholeNumber, 1)
    .addHelpText(
      'after',
      `
Examples:
  npm run -s casepulse -- generate-history --out ./history
  npm run -s casepulse -- generate-history --out ./history --days 10 --cases 498000`,
    )
    .action(async (options: Options) => {
      const { localSettings } = await import('../environment.ts');
      const { generateHistory } = await import('../../simulator/history.ts');
      const { progressLines } = await import('../progress-lines.ts');
      const { utcText } = await import('../clock.ts');
      const progress = progressLines();
      const { now, businessTimezone } = localSettings();
      await generateHistory({ ...options, businessTimezone, now: utcText(now) }, progress.report);
      progress.end();
    });
};
