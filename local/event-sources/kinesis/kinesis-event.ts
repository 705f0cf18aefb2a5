import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { localAccount } from '../../account.ts';
import type { SentRecord } from './sent-records.ts';

/** Lambda's limit for an event: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const largestEventBytes = 6 * 1024 * 1024;
/** What a record's JSON takes beside its data, roughly and on the safe side. */
const recordOverheadBytes = 700;

/** The ARN by which events and destinations name a stream. */
export const streamArn = (region: string, stream: string): string =>
  `arn:aws:kinesis:${region}:${localAccount}:stream/${stream}`;

/** One record of a stream as Lambda gives it: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
export const kinesisRecord = (
  record: SentRecord,
  source: { region: string; stream: string; shardId: string },
): KinesisStreamRecord => ({
  kinesis: {
    kinesisSchemaVersion: '1.0',
    partitionKey: record.PartitionKey,
    sequenceNumber: record.SequenceNumber,
    data: record.Data,
    approximateArrivalTimestamp: record.ApproximateArrivalTimestamp,
  },
  eventSource: 'aws:kinesis',
  eventVersion: '1.0',
  eventID: `${source.shardId}:${record.SequenceNumber}`,
  eventName: 'aws:kinesis:record',
  invokeIdentityArn: `arn:aws:iam::${localAccount}:role/casepulse-consume-events`,
  awsRegion: source.region,
  eventSourceARN: streamArn(source.region, source.stream),
});

/** How many of the first `records` fit into one event of at most `batchSize` records: at least 1. */
export const fittingRecords = (
  records: readonly KinesisStreamRecord[],
  batchSize: number,
): number => {
  let bytes = 0;
  for (const [i, { kinesis }] of records.entries()) {
    bytes += kinesis.data.length + kinesis.partitionKey.length + recordOverheadBytes;
    if (i > 0 && (i >= batchSize || bytes > largestEventBytes)) return i;
  }
  return records.length;
};

export const kinesisEvent = (records: readonly KinesisStreamRecord[]): KinesisStreamEvent => ({
  Records: [...records],
});
