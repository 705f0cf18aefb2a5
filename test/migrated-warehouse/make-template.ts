import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import type { TestProject } from 'vitest/node';
import { Warehouse } from '../../adapters/redshift-data.ts';
import { migrateWarehouse } from '../../lambdas/migrate-warehouse/migrate.ts';
import { startRedshift } from '../../local/redshift/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of a migrated warehouse that nobody runs on: see migrated-folder.ts. */
    migratedWarehouse: string;
  }
}

const database = 'casepulse';

/** Migrates one warehouse for the whole run: doing it in each test file took a quarter of the suite's time. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'casepulse-migrated-'));
  const server = await startRedshift({ dataDir, database, s3: {} });
  const client = new RedshiftDataClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'casepulse-admin', secretAccessKey: 'local' },
  });
  const warehouse = new Warehouse({ workgroup: database, database }, client);
  await migrateWarehouse(warehouse, { businessTimezone: 'UTC' });
  client.destroy();
  await server.close();
  project.provide('migratedWarehouse', dataDir);
  return () => rm(dataDir, { recursive: true, force: true });
};
