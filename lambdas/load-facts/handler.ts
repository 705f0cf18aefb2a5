import type { Context, ScheduledEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { logJson } from '../../adapters/json-log.ts';
import { ObjectStore } from '../../adapters/object-store.ts';
import { Warehouse } from '../../adapters/redshift-data.ts';
import { readConfig } from './config.ts';
import { loadAll, loadWoken } from './load.ts';
import type { Loader } from './loader.ts';

const config = readConfig(process.env);
const parts = {
  archive: new ObjectStore(config.archiveBucket),
  staging: new ObjectStore(config.stagingBucket),
  warehouse: new Warehouse(config.warehouse),
  copyRoleArn: config.copyRoleArn,
  maxBytes: config.maxBytes,
  log: logJson,
  now: () => new Date(),
};

/** Archive → warehouse, woken by the queue or by the schedule. */
export const handler = async (
  event: SQSEvent | ScheduledEvent,
  context?: Context,
): Promise<SQSBatchResponse | undefined> => {
  const remainingMs = () => context?.getRemainingTimeInMillis() ?? Number.POSITIVE_INFINITY;
  const loader: Loader = { ...parts, remainingMs };
  if ('Records' in event) return loadWoken(event, loader);
  await loadAll(event, loader);
  return undefined;
};
