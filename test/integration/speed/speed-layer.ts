import { rm } from 'node:fs/promises';
import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { Warehouse } from '../../../adapters/redshift-data.ts';
import type { Kind } from '../../../domain/facts.ts';
import { consume } from '../../../lambdas/consume-events/consume.ts';
import type { Loader } from '../../../lambdas/load-facts/loader.ts';
import { startRedshift } from '../../../local/redshift/index.ts';
import { migratedFolder } from '../../migrated-warehouse/migrated-folder.ts';
import { kinesisEvent, type Sent, startStorage } from './storage.ts';

const speedTables = [
  'speed.fact_case',
  'speed.fact_survey',
  'speed.case_change',
  'speed.survey_change',
];

const credentials = { accessKeyId: 'casepulse-admin', secretAccessKey: 'local' };

/**
 * Storage, a consumer, a migrated warehouse, and a loader between them.
 * @param callers database user by access key, of whom is not to be the admin
 */
export const startSpeedLayer = async (callers: Readonly<Record<string, string>> = {}) => {
  const storage = await startStorage();
  const dataDir = await migratedFolder('casepulse-speed-');
  const redshift = await startRedshift({
    dataDir,
    database: 'casepulse',
    callers,
    s3: { endpoint: storage.url, region: 'us-east-1', credentials },
  });
  const client = new RedshiftDataClient({
    endpoint: redshift.url,
    region: 'us-east-1',
    credentials,
  });
  const warehouse = new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, client);
  const { archive, staging, log, count, counts } = storage;
  const loader: Loader = {
    archive,
    staging,
    warehouse,
    copyRoleArn: 'arn:aws:iam::000000000000:role/casepulse-copy',
    maxBytes: 512 * 1024 * 1024,
    log: (entry) => log.push({ ...entry }),
    count,
    now: () => new Date(),
    remainingMs: () => Number.POSITIVE_INFINITY,
  };
  const emptyWarehouse = () =>
    warehouse.transaction(
      [...speedTables, 'ops.quarantine', 'ops.load_ledger'].map((table) => `DELETE FROM ${table}`),
    );
  return {
    ...storage,
    warehouse,
    client,
    warehouseUrl: redshift.url,
    loader,
    /** Consumes the records as one batch, the first at position `first`. */
    send: (sent: readonly Sent['data'][], first = 0) =>
      consume(
        kinesisEvent(
          sent.map((data) => ({ data })),
          first,
        ),
        storage.consumer,
      ),
    /** Keys of the archived objects of a kind. */
    archived: async (kind: Kind) =>
      (await Array.fromAsync(archive.list(`archive/${kind}/`))).map(({ key }) => key),
    /** Names of the manifests and marks of a kind, by state. */
    loads: async (kind: Kind, state: 'pending' | 'done' | 'refused') =>
      (await Array.fromAsync(staging.list(`loads/${kind}/${state}/`))).map(({ key }) => key),
    /** Empties the facts and the ledger, as before the first load. */
    emptyWarehouse,
    /** Empties everything, as after the start. */
    clear: async () => {
      await emptyWarehouse();
      for (const store of [archive, staging]) {
        for (const { key } of await Array.fromAsync(store.list(''))) await store.delete(key);
      }
      log.length = 0;
      for (const name of Object.keys(counts)) delete counts[name];
    },
    close: async () => {
      client.destroy();
      await redshift.close();
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

export type SpeedLayer = Awaited<ReturnType<typeof startSpeedLayer>>;
