import type { Command } from 'commander';

export const register = (program: Command): void => {
  program
    .command('reset')
    .description('delete the data folder with all that it holds; stops CasePulse first')
    .option('--yes', 'really do it')
    .addHelpText(
      'after',
      `
Example:
  npm run -s casepulse -- reset --yes`,
    )
    .action(async ({ yes }: { yes?: true }) => {
      const { existsSync } = await import('node:fs');
      const { dataFolder } = await import('../environment.ts');
      const { DataFolder } = await import('../../local/data-folder.ts');
      const { ConfigurationError } = await import('../../domain/errors.ts');
      const { stopCopy } = await import('../start-up/stop-copy.ts');
      const folder = new DataFolder(dataFolder());
      if (!existsSync(folder.path)) {
        console.log(`There is no data folder ${folder.path}.`);
        return;
      }
      if (!yes) {
        throw new ConfigurationError(
          `reset deletes ${folder.path} with all events, tables and files in it: say so with --yes`,
        );
      }
      folder.isOurs();
      await stopCopy();
      folder.remove();
      console.log(`${folder.path} is deleted.`);
    });
};
