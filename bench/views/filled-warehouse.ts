import { join } from 'node:path';
import { rollUpOfAll } from '../../batch/roll-up.ts';
import { migrateWarehouse } from '../../lambdas/migrate-warehouse/migrate.ts';
import { startWarehouse, type WarehouseProcess } from '../local-warehouse/warehouse-process.ts';
import type { Bench } from '../runner/benchmark.ts';
import { fillWarehouse, nowOfFacts } from './company-facts.ts';

/**
 * A migrated warehouse with so many cases, all that publishing stores for the views computed.
 * @param speedShare the part of them that the batch layer does not have yet, or has an older version of
 */
export const startFilled = async (
  bench: Bench,
  cases: number,
  speedShare: number,
): Promise<WarehouseProcess> => {
  const name = `warehouse-${cases}-${speedShare}`;
  const migrated = await startWarehouse(bench, name, nowOfFacts);
  await migrateWarehouse(await migrated.warehouse, { businessTimezone: 'UTC' });
  if (cases === 0) return migrated;
  await migrated.close();
  await fillWarehouse(bench, join(bench.folder, name, 'casepulse.duckdb'), cases, speedShare);
  const filled = await startWarehouse(bench, name, nowOfFacts);
  await filled.warehouse.transaction(rollUpOfAll());
  // Views over nothing would be quick.
  const [overview] = await filled.warehouse.query('SELECT cases_received FROM care.kpi_overview');
  if (Number(overview?.['cases_received']) < cases / 2) {
    throw new Error(`The views must count about ${cases} cases, got ${JSON.stringify(overview)}`);
  }
  return filled;
};
