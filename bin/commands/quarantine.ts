import type { Command } from 'commander';
import { Option } from 'commander';
import { positiveInteger } from '../options.ts';
import { type ResultFormat, resultFormats } from '../result-formats.ts';

type ListOptions = { limit: number; format: ResultFormat };

export const register = (program: Command): void => {
  const quarantine = program.command('quarantine').description('records that could not be used');
  quarantine
    .command('list')
    .description('what is in quarantine, newest first, with reason and position')
    .option('--limit <n>', 'how many at most', positiveInteger, 50)
    .addOption(
      new Option('--format <format>', 'how to print the rows')
        .choices(resultFormats)
        .default('table'),
    )
    .addHelpText(
      'after',
      `
Examples:
  npm run -s casepulse -- quarantine list
  npm run -s casepulse -- quarantine list --limit 1000 --format json`,
    )
    .action(async ({ limit, format }: ListOptions) => {
      const { loadEnvironment } = await import('../environment.ts');
      loadEnvironment();
      const { callersWarehouse } = await import('../warehouses.ts');
      const { formatResult } = await import('../result-formats.ts');
      const { sqlStatements } = await import('../../adapters/sql-file.ts');
      const [sql = ''] = sqlStatements('commands/quarantine-list.sql', { limit });
      console.log(formatResult(await callersWarehouse().result(sql), format));
    });
};
