import { randomUUID } from 'node:crypto';
import type { ObjectStore } from '../../adapters/object-store.ts';
import { onFailurePrefix } from '../../lambdas/event-source-settings.ts';
import type { GivenUp } from './batch-work.ts';
import { kinesisEvent } from './kinesis-event.ts';

type Shard = { readonly stream: string; readonly shardId: string; readonly functionArn: string };

/**
 * What Lambda's S3 destination holds of records that a mapping gave up on: the invocation whole.
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export const invocationRecord = (
  { records, condition, attempts, error }: GivenUp,
  { shardId, functionArn }: Shard,
  now: Date,
) => ({
  requestContext: {
    requestId: randomUUID(),
    functionArn,
    condition,
    approximateInvokeCount: attempts,
  },
  responseContext: {
    statusCode: 200,
    executedVersion: '$LATEST',
    functionError: 'Unhandled',
    errorMessage: error,
  },
  version: '1.0',
  timestamp: now.toISOString(),
  KinesisBatchInfo: {
    shardId,
    startSequenceNumber: records[0]?.kinesis.sequenceNumber,
    endSequenceNumber: records.at(-1)?.kinesis.sequenceNumber,
    approximateArrivalOfFirstRecord: arrivalOf(records[0]),
    approximateArrivalOfLastRecord: arrivalOf(records.at(-1)),
    batchSize: records.length,
    streamArn: records[0]?.eventSourceARN,
  },
  payload: JSON.stringify(kinesisEvent(records)),
});

const arrivalOf = (record: GivenUp['records'][number] | undefined): string =>
  new Date((record?.kinesis.approximateArrivalTimestamp ?? 0) * 1000).toISOString();

/** Writes it where Lambda does: aws/lambda/<mapping>/<shard>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<uuid>. */
export const storeOnFailure = async (
  store: ObjectStore,
  givenUp: GivenUp,
  shard: Shard,
  now: Date,
): Promise<void> => {
  const time = now.toISOString().slice(0, 19).replaceAll(':', '.');
  const key = `${onFailurePrefix}${shard.stream}/${shard.shardId}/${time.slice(0, 10).replaceAll('-', '/')}/${time}-${randomUUID()}`;
  await store.put(key, JSON.stringify(invocationRecord(givenUp, shard, now)), 'application/json');
};
