import { type Command, Option } from 'commander';
import { type ResultFormat, resultFormats } from '../result-formats.ts';

type Options = { format: ResultFormat | 'arrow' };

export const register = (program: Command): void => {
  program
    .command('query')
    .description('run Redshift SQL over the care views, read-only, as the analyst')
    .argument('<sql>', 'one SELECT statement')
    .addOption(
      new Option('--format <format>', 'how to print the rows')
        .choices([...resultFormats, 'arrow'])
        .default('table'),
    )
    .addHelpText(
      'after',
      `
Examples:
  npm run -s casepulse -- query 'SELECT * FROM care.kpi_last_hour'
  npm run -s casepulse -- query "SELECT period_start, cases_received FROM care.kpi_daily ORDER BY 1" --format csv
  npm run -s casepulse -- query 'SELECT * FROM care.fact_case' --format arrow > cases.arrow
    (in a notebook: pandas.read_feather('cases.arrow'))`,
    )
    .action(async (sql: string, { format }: Options) => {
      const { loadEnvironment } = await import('../environment.ts');
      const { analystsWarehouse } = await import('../warehouses.ts');
      const { formatResult } = await import('../result-formats.ts');
      const { StatementFailed } = await import('../../adapters/redshift-data.ts');
      const { ContractError } = await import('../../domain/errors.ts');
      if (format === 'arrow' && process.stdout.isTTY) {
        throw new ContractError(
          'Arrow must go to a file or a pipe, got a terminal; add > result.arrow',
        );
      }
      try {
        const result = await analystsWarehouse(loadEnvironment()).result(sql);
        if (format !== 'arrow') {
          console.log(formatResult(result, format));
          return;
        }
        const { arrowFile } = await import('../arrow-result.ts');
        process.stdout.write(arrowFile(result));
      } catch (error) {
        // Who typed the statement need not read it again.
        if (error instanceof StatementFailed) throw new ContractError(error.sqlMessage);
        throw error;
      }
    });
};
