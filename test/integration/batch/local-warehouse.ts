import { rm } from 'node:fs/promises';
import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { Warehouse } from '../../../adapters/redshift-data.ts';
import { migrateWarehouse } from '../../../lambdas/migrate-warehouse/migrate.ts';
import { startRedshift } from '../../../local/redshift/index.ts';
import { migratedFolder } from '../../migrated-warehouse/migrated-folder.ts';

/**
 * The warehouse on loopback, migrated, reading objects from `s3Url`. The SDK's environment points at it;
 * `warehouse` is the superuser's, while the batch layer comes with the rights of its own role.
 */
export const startWarehouse = async (s3Url: string, now = '2026-03-10 12:00:00') => {
  const folder = await migratedFolder('casepulse-warehouse-');
  const server = await startRedshift({
    dataDir: folder,
    database: 'casepulse',
    now: () => new Date(`${now.replace(' ', 'T')}Z`),
    callers: Object.fromEntries(
      ['batch', 'analyst', 'lead', 'load-facts'].map((name) => [
        `casepulse-${name}`,
        `IAMR:casepulse-${name}`,
      ]),
    ),
    s3: {
      endpoint: s3Url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'casepulse-admin', secretAccessKey: 'local' },
    },
  });
  process.env['AWS_ENDPOINT_URL_REDSHIFT_DATA'] = server.url;
  const admin = new RedshiftDataClient({
    credentials: { accessKeyId: 'casepulse-admin', secretAccessKey: 'local' },
  });
  const warehouse = new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, admin);
  await migrateWarehouse(warehouse, { businessTimezone: 'UTC' });
  return {
    warehouse,
    close: async () => {
      admin.destroy();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
