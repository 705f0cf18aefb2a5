import { Warehouse } from '../../adapters/redshift-data.ts';
import { readConfig } from './config.ts';
import { migrateWarehouse } from './migrate.ts';

const config = readConfig(process.env);
const warehouse = new Warehouse(config.warehouse);

/** Brings the warehouse to this version's schema. Run at each deployment; does nothing where nothing changed. */
export const handler = (): Promise<{ applied: string[] }> =>
  migrateWarehouse(warehouse, { businessTimezone: config.businessTimezone }, (progress) =>
    console.log(JSON.stringify(progress)),
  );
