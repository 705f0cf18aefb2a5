import type { Command } from 'commander';

export const register = (program: Command): void => {
  program
    .command('down')
    .description('stop every part; what it holds stays in the data folder')
    .addHelpText(
      'after',
      `
Example:
  npm run -s casepulse -- down`,
    )
    .action(async () => {
      const { stopCopy } = await import('../start-up/stop-copy.ts');
      const stopped = await stopCopy();
      console.log(stopped ? 'CasePulse is stopped.' : 'CasePulse was not running.');
    });
};
