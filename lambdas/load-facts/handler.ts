import type { Context, ScheduledEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { ObjectStore } from '../../adapters/object-store.ts';
import { Warehouse } from '../../adapters/redshift-data.ts';
import { ShardReader } from '../../adapters/shard-reader.ts';
import { Telemetry } from '../../adapters/telemetry.ts';
import { readConfig } from './config.ts';
import { loadAll, loadWoken } from './load.ts';
import type { Loader } from './loader.ts';
import { reconcile } from './reconcile/reconcile.ts';

const config = readConfig(process.env);
const telemetry = new Telemetry('load-facts');
const parts = {
  archive: new ObjectStore(config.archiveBucket),
  staging: new ObjectStore(config.stagingBucket),
  warehouse: new Warehouse(config.warehouse),
  copyRoleArn: config.copyRoleArn,
  maxBytes: config.maxBytes,
  log: telemetry.log,
  count: telemetry.count,
  now: () => new Date(),
};
const reader = new ShardReader();
telemetry.trace(parts.archive.client, parts.staging.client, parts.warehouse.client, reader.client);

/** What the schedule of reconciliations sends. */
type ReconcileEvent = { readonly task: 'reconcile' };

/** Archive → warehouse, woken by the queue or by the schedule; and, by a schedule of its own, its proof. */
export const handler = telemetry.instrument(
  async (
    event: SQSEvent | ScheduledEvent | ReconcileEvent,
    context: Context,
  ): Promise<SQSBatchResponse | undefined> => {
    const remainingMs = () => context.getRemainingTimeInMillis();
    const loader: Loader = { ...parts, remainingMs };
    if ('Records' in event) return loadWoken(event, loader);
    if ('task' in event) {
      await reconcile({ ...loader, reader, streams: config.streams });
    } else {
      await loadAll(event, loader);
    }
    return undefined;
  },
);
