import { hash, randomUUID } from 'node:crypto';
import type { ObjectStore } from '../../../adapters/object-store.ts';
import { onFailurePrefix } from '../../../lambdas/event-source-settings.ts';
import type { GivenUp } from './batch-work.ts';
import { kinesisEvent } from './kinesis-event.ts';

/** Where records came from that a mapping gave up on. */
type Origin = {
  readonly shardId: string;
  readonly streamArn: string;
  readonly functionArn: string;
};

const arrivalOf = (record: GivenUp['records'][number] | undefined): string =>
  new Date((record?.kinesis.approximateArrivalTimestamp ?? 0) * 1000).toISOString();

/**
 * What Lambda sends to an on-failure destination, and with S3 the invocation whole, as text, in `payload`.
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
const invocationRecord = (
  { records, condition, attempts }: GivenUp,
  { shardId, streamArn, functionArn }: Origin,
  now: Date,
) => ({
  requestContext: {
    requestId: randomUUID(),
    functionArn,
    condition,
    approximateInvokeCount: attempts,
  },
  // Records that were too old before the first attempt have no response.
  responseContext:
    attempts === 0
      ? null
      : { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  version: '1.0',
  timestamp: now.toISOString(),
  KinesisBatchInfo: {
    shardId,
    startSequenceNumber: records[0]?.kinesis.sequenceNumber,
    endSequenceNumber: records.at(-1)?.kinesis.sequenceNumber,
    approximateArrivalOfFirstRecord: arrivalOf(records[0]),
    approximateArrivalOfLastRecord: arrivalOf(records.at(-1)),
    batchSize: records.length,
    streamArn,
  },
  payload: JSON.stringify(kinesisEvent(records)),
});

/** A mapping's UUID: the same for the same function and stream. */
const mappingUuid = ({ streamArn, functionArn }: Origin): string =>
  hash('md5', `${streamArn} ${functionArn}`).replace(
    /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
    '$1-$2-$3-$4-$5',
  );

/** `aws/lambda/<mapping's UUID>/<shard>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<random UUID>`, as Lambda names it. */
const objectKey = (origin: Origin, now: Date): string => {
  const time = now.toISOString().slice(0, 19).replaceAll(':', '.');
  const day = time.slice(0, 10).replaceAll('-', '/');
  return `${onFailurePrefix}${mappingUuid(origin)}/${origin.shardId}/${day}/${time}-${randomUUID()}`;
};

/** Keeps what a mapping gave up on. @throws where it can't: then the records are not given up. */
export const storeOnFailure = async (
  store: ObjectStore,
  givenUp: GivenUp,
  origin: Origin,
  now: Date,
): Promise<void> => {
  const record = invocationRecord(givenUp, origin, now);
  await store.put(objectKey(origin, now), JSON.stringify(record), 'application/json');
};
