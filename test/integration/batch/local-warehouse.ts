import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Warehouse } from '../../../adapters/redshift-data.ts';
import { readMigrations } from '../../../lambdas/migrate-warehouse/migrations.ts';
import { startRedshift } from '../../../local/redshift/index.ts';

/** The warehouse on loopback, its tables made, reading objects from `s3Url`; the SDK's environment points at it. */
export const startWarehouse = async (s3Url: string, now = '2026-03-10 12:00:00') => {
  const folder = await mkdtemp(join(tmpdir(), 'casepulse-warehouse-'));
  const server = await startRedshift({
    dataDir: folder,
    database: 'casepulse',
    now: () => new Date(`${now.replace(' ', 'T')}Z`),
    s3: {
      endpoint: s3Url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'casepulse-admin', secretAccessKey: 'local' },
    },
  });
  process.env['AWS_ENDPOINT_URL_REDSHIFT_DATA'] = server.url;
  const warehouse = new Warehouse({ workgroup: 'casepulse', database: 'casepulse' });
  for (const { statements } of readMigrations()) await warehouse.transaction(statements);
  return {
    warehouse,
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
