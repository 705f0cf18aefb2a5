import { LoadQueue } from '../adapters/load-queue.ts';
import { ObjectStore } from '../adapters/object-store.ts';
import { readConfig } from '../lambdas/consume-events/config.ts';
import type { Consumer } from '../lambdas/consume-events/consume.ts';
import { batchLimits } from '../lambdas/consume-events/limits.ts';

/** The consumer's work done by a command, with the caller's own credentials. What fails goes to standard error. */
export const callersConsumer = (): Consumer => {
  const config = readConfig(process.env);
  return {
    archive: new ObjectStore(config.archiveBucket),
    queue: new LoadQueue(config.loadQueueUrl, config.loadIntervalSeconds),
    businessTimezone: config.businessTimezone,
    ...batchLimits,
    count: () => {},
    log: (entry) => {
      if (entry.level !== 'INFO') console.error(JSON.stringify(entry));
    },
    now: () => new Date(),
  };
};
