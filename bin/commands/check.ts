import type { Command } from 'commander';

export const register = (program: Command): void => {
  program
    .command('check')
    .description('ask every data quality rule; ends with 1 where numbers are wrong')
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      `
A rule of severity block tells that numbers are wrong; one that warns, that somebody should look. The rules are
the files of sql/checks: each says what it means and what to do.

Examples:
  npm run -s casepulse -- check
  npm run -s casepulse -- check --json`,
    )
    .action(async ({ json }: { json?: true }) => {
      const { loadEnvironment } = await import('../environment.ts');
      loadEnvironment();
      const { callersWarehouse } = await import('../warehouses.ts');
      const { checkRules } = await import('../../batch/check.ts');
      const { checkJson, checkReport, hasFailed } = await import('../check-report.ts');
      const findings = await checkRules(callersWarehouse());
      console.log(json ? checkJson(findings) : checkReport(findings));
      if (hasFailed(findings)) process.exitCode = 1;
    });
};
