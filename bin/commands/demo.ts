import type { Command } from 'commander';

export const register = (program: Command): void => {
  program
    .command('demo')
    .description('a finite run of everything with small data, checked to the last event')
    .option('--yes', 'install what is missing (MariaDB, through sudo) without asking')
    .addHelpText(
      'after',
      `
Runs on a data folder of its own, removed at the end. Exit code 0: what was sent equals what was
loaded plus quarantined.

Example:
  npm run demo`,
    )
    .action(async () => {
      const { runDemo } = await import('../demo/run-demo.ts');
      await runDemo();
    });
};
