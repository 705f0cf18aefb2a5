import type { KinesisStreamRecord } from 'aws-lambda';
import type { SourceRecord } from '../../domain/events/index.ts';

/** The records of one shard in an invocation, in order. Lambda sends those of a single shard. */
export type ShardBatch = {
  readonly stream: string;
  readonly shardId: string;
  readonly records: readonly SourceRecord[];
};

/** Epoch seconds with decimals as 'YYYY-MM-DD HH:MM:SS.ffffff', UTC. Kinesis counts milliseconds. */
const arrivalText = (epochSeconds: number): string =>
  new Date(Math.round(epochSeconds * 1000)).toISOString().replace('T', ' ').replace('Z', '000');

/** `arn:aws:kinesis:<region>:<account>:stream/<name>` */
const streamName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** `<shard id>:<sequence number>` */
const shardOf = (eventId: string): string => eventId.slice(0, eventId.lastIndexOf(':'));

const sourceRecord = ({ kinesis, eventID, eventSourceARN }: KinesisStreamRecord): SourceRecord => ({
  data: Buffer.from(kinesis.data, 'base64'),
  source: streamName(eventSourceARN),
  shardId: shardOf(eventID),
  sequenceNumber: kinesis.sequenceNumber,
  arrivedAt: arrivalText(kinesis.approximateArrivalTimestamp),
});

/** An invocation's records by the shard that they came from. */
export const shardBatches = (records: readonly KinesisStreamRecord[]): ShardBatch[] =>
  [...Map.groupBy(records.map(sourceRecord), (record) => `${record.source}/${record.shardId}`)].map(
    ([, group]) => ({
      stream: group[0]?.source ?? '',
      shardId: group[0]?.shardId ?? '',
      records: group,
    }),
  );
