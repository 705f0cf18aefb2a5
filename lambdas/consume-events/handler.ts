import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { logJson } from '../../adapters/json-log.ts';
import { LoadQueue } from '../../adapters/load-queue.ts';
import { ObjectStore } from '../../adapters/object-store.ts';
import { readConfig } from './config.ts';
import { type Consumer, consume } from './consume.ts';
import { batchLimits } from './limits.ts';

const config = readConfig(process.env);
const consumer: Consumer = {
  archive: new ObjectStore(config.archiveBucket),
  queue: new LoadQueue(config.loadQueueUrl, config.loadIntervalSeconds),
  businessTimezone: config.businessTimezone,
  ...batchLimits,
  log: logJson,
  now: () => new Date(),
};

/** Kinesis → archive. One Lambda invocation: the records of one shard. */
export const handler = (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> =>
  consume(event, consumer);
