import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';

/** How often --watch asks again, milliseconds. */
const watchIntervalMs = 2000;

export const register = (program: Command): void => {
  program
    .command('kpis')
    .description('the last hour, today, this week and this month at a glance')
    .option('--watch', 'keep the table up to date until Ctrl-C')
    .option('--json', 'print the figures as JSON')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s casepulse -- kpis
  npm run -s casepulse -- kpis --watch`,
    )
    .action(async ({ watch, json }: { watch?: true; json?: true }) => {
      const { loadEnvironment } = await import('../environment.ts');
      const { analystsWarehouse } = await import('../warehouses.ts');
      const { kpiFigures, kpiTable } = await import('../kpi-table.ts');
      const warehouse = analystsWarehouse(loadEnvironment());
      if (json) {
        console.log(JSON.stringify(await kpiFigures(warehouse), null, 2));
        return;
      }
      if (!watch || !process.stdout.isTTY) {
        console.log(kpiTable(await kpiFigures(warehouse)));
        if (!watch) return;
      }
      const { default: logUpdate } = await import('log-update');
      for (;;) {
        const table = kpiTable(await kpiFigures(warehouse));
        if (process.stdout.isTTY) logUpdate(table);
        else console.log(table);
        await sleep(watchIntervalMs);
      }
    });
};
