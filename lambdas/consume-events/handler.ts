import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { LoadQueue } from '../../adapters/load-queue.ts';
import { ObjectStore } from '../../adapters/object-store.ts';
import { Telemetry } from '../../adapters/telemetry.ts';
import { readConfig } from './config.ts';
import { type Consumer, consume } from './consume.ts';
import { batchLimits } from './limits.ts';

const config = readConfig(process.env);
const telemetry = new Telemetry('consume-events');
const archive = new ObjectStore(config.archiveBucket);
const queue = new LoadQueue(config.loadQueueUrl, config.loadIntervalSeconds);
telemetry.trace(archive.client, queue.client);
const consumer: Consumer = {
  archive,
  queue,
  businessTimezone: config.businessTimezone,
  ...batchLimits,
  log: telemetry.log,
  count: telemetry.count,
  now: () => new Date(),
};

/** Kinesis → archive. One Lambda invocation: the records of one shard. */
export const handler = telemetry.instrument(
  (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => consume(event, consumer),
);
