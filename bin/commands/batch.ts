import { type Command, Option } from 'commander';

type Options = {
  history?: string;
  only?: 'dimensions' | 'history' | 'facts';
  full?: true;
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
    .option('--json', 'print the summary as JSON')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s casepulse -- batch
  npm run -s casepulse -- batch --history ./history
  npm run -s casepulse -- batch --only facts --full`,
    )
    .action(async ({ json, stack, ...options }: Options) => {
      if (stack !== undefined) {
        const { runDeployedBatch } = await import('../deployed/run-state-machine.ts');
        console.log(await runDeployedBatch(stack, options));
        return;
      }
      const { loadEnvironment } = await import('../environment.ts');
      loadEnvironment();
      const { runBatchWithProgress } = await import('../run-batch.ts');
      await runBatchWithProgress(options, json === true);
    });
};
