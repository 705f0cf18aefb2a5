import { type Command, Option } from 'commander';

type Options = {
  history?: string;
  only?: 'dimensions' | 'history' | 'facts';
  full?: true;
  plan?: true;
  json?: true;
  stack?: string;
};

export const register = (program: Command): void => {
  program
    .command('batch')
    .description('run the batch layer once: dimensions, history, batch facts')
    .option(
      '--history <place>',
      'history to convert first: a folder or an s3:// prefix with cases/ and surveys/',
    )
    .addOption(
      new Option('--only <part>', 'run one part only').choices(['dimensions', 'history', 'facts']),
    )
    .option('--full', 'compute the batch facts anew from the whole archive')
    .option('--plan', 'show what would be done, with sizes, and do nothing')
    .option('--json', 'print the summary as JSON')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s casepulse -- batch
  npm run -s casepulse -- batch --history ./history
  npm run -s casepulse -- batch --history ./history --plan
  npm run -s casepulse -- batch --only facts --full`,
    )
    .action(async ({ json, stack, plan, ...options }: Options) => {
      if (stack !== undefined) {
        if (plan) {
          const { ConfigurationError } = await import('../../domain/errors.ts');
          throw new ConfigurationError(
            "A plan must be made where MySQL and the archive can be reached, got --stack; set the stack's variables (docs/configuration.md) and leave --stack out",
          );
        }
        const { runDeployedBatch } = await import('../deployed/run-state-machine.ts');
        console.log(await runDeployedBatch(stack, options));
        return;
      }
      const { loadEnvironment } = await import('../environment.ts');
      const mysqlUrl = process.env['MYSQL_URL'];
      loadEnvironment();
      // As in seed-dimensions: who names a MySQL means it, whatever the running copy has.
      if (mysqlUrl) process.env['MYSQL_URL'] = mysqlUrl;
      const { printBatchPlan, runBatchWithProgress } = await import('../run-batch.ts');
      await (plan ? printBatchPlan : runBatchWithProgress)(options, json === true);
    });
};
