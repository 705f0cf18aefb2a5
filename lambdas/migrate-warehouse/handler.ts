import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Warehouse } from '../../adapters/redshift-data.ts';
import { Telemetry } from '../../adapters/telemetry.ts';
import { readConfig } from './config.ts';
import { wantsMigration } from './deployment.ts';
import { replaceMembers } from './members.ts';
import { migrateWarehouse } from './migrate.ts';
import { admitPasswordUser, readPasswordUser } from './password-user.ts';

const config = readConfig(process.env);
const warehouse = new Warehouse(config.warehouse);
const secrets = new SecretsManagerClient({});
const telemetry = new Telemetry('migrate-warehouse');
telemetry.trace(warehouse.client, secrets);

/** Brings the warehouse to this version's schema. Run at each deployment; does nothing where nothing changed. */
export const handler = telemetry.instrument(
  async (event: unknown): Promise<{ applied: string[] }> => {
    if (!wantsMigration(event)) return { applied: [] };
    const { businessTimezone, members, quicksightSecretArn } = config;
    const result = await migrateWarehouse(warehouse, { businessTimezone }, telemetry.report);
    await replaceMembers(warehouse, members);
    if (quicksightSecretArn !== undefined) {
      await admitPasswordUser(warehouse, await readPasswordUser(quicksightSecretArn, secrets));
    }
    return result;
  },
);
