import { ObjectStore } from '../adapters/object-store.ts';
import { readConfig } from '../lambdas/load-facts/config.ts';
import type { Loader } from '../lambdas/load-facts/loader.ts';
import { callersWarehouse } from './warehouses.ts';

/** The loader's work done by a command, with the caller's own credentials and as much time as it takes. */
export const callersLoader = (): Loader => {
  const { archiveBucket, stagingBucket, copyRoleArn, maxBytes } = readConfig(process.env);
  return {
    archive: new ObjectStore(archiveBucket),
    staging: new ObjectStore(stagingBucket),
    warehouse: callersWarehouse(),
    copyRoleArn,
    maxBytes,
    log: () => {},
    count: () => {},
    now: () => new Date(),
    remainingMs: () => Number.POSITIVE_INFINITY,
  };
};
