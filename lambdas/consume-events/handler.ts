import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { logJson } from '../../adapters/json-log.ts';
import { LoadQueue } from '../../adapters/load-queue.ts';
import { ObjectStore } from '../../adapters/object-store.ts';
import { readConfig } from './config.ts';
import { type Consumer, consume } from './consume.ts';

/** Ten rows for each record of Lambda's largest batch, and some 100 MB of memory. */
const maxRows = 100_000;
/** Some seconds of reading, and several times as much memory. */
const maxTextBytes = 64 * 1024 * 1024;

const config = readConfig(process.env);
const consumer: Consumer = {
  archive: new ObjectStore(config.archiveBucket),
  queue: new LoadQueue(config.loadQueueUrl, config.loadIntervalSeconds),
  businessTimezone: config.businessTimezone,
  maxRows,
  maxTextBytes,
  log: logJson,
  now: () => new Date(),
};

/** Kinesis → archive. One Lambda invocation: the records of one shard. */
export const handler = (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> =>
  consume(event, consumer);
