import { setTimeout as sleep } from 'node:timers/promises';
import logUpdate from 'log-update';
import type { LocalEnvironment } from '../environment.ts';
import { kpiFigures, kpiTable } from '../kpi-table.ts';
import { analystsWarehouse } from '../warehouses.ts';

/** How often the table is asked for again, milliseconds. */
const refreshMs = 2000;

const hint = 'Ctrl-C stops it; `npm run -s casepulse -- --help` lists what you can do meanwhile.';

/** Shows the KPIs until `signal` is aborted: on a terminal a table that changes, elsewhere one table. */
export const showLiveTable = async (
  local: LocalEnvironment,
  dashboard: string,
  addresses: string,
  signal: AbortSignal,
): Promise<void> => {
  const warehouse = analystsWarehouse(local);
  const table = async (): Promise<string> => {
    try {
      return kpiTable(await kpiFigures(warehouse));
    } catch (error) {
      return `no figures: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
  if (!process.stdout.isTTY) {
    console.log(`${dashboard}${await table()}\n${addresses}\n${hint}`);
    return;
  }
  while (!signal.aborted) {
    const text = await table();
    if (signal.aborted) break;
    logUpdate(`${dashboard}${text}\n\n${addresses}\n\n${hint}`);
    await sleep(refreshMs, undefined, { signal }).catch(() => undefined);
  }
  logUpdate.done();
};
