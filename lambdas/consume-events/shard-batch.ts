import type { KinesisStreamRecord } from 'aws-lambda';
import type { SourceRecord } from '../../domain/events/index.ts';
import { reasonBeforeRedrive } from '../../domain/redrive.ts';

/** The records of one shard in an invocation, in order. Lambda sends those of a single shard. */
export type ShardBatch = {
  readonly stream: string;
  readonly shardId: string;
  readonly records: readonly SourceRecord[];
};

/** The last second that was written out: records of a batch arrive in the same one by the hundred. */
let remembered = { epochSeconds: Number.NaN, text: '' };

/** Epoch seconds with decimals as 'YYYY-MM-DD HH:MM:SS.ffffff', UTC. Kinesis counts milliseconds. */
const arrivalText = (arrival: number): string => {
  const epochMs = Math.round(arrival * 1000);
  const milliseconds = epochMs % 1000;
  const epochSeconds = (epochMs - milliseconds) / 1000;
  if (epochSeconds !== remembered.epochSeconds) {
    const text = new Date(epochSeconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
    remembered = { epochSeconds, text };
  }
  return `${remembered.text}.${String(milliseconds).padStart(3, '0')}000`;
};

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
  refusedBefore: reasonBeforeRedrive(kinesis.partitionKey),
});

/** An invocation's records by the shard that they came from. */
export const shardBatches = (records: readonly KinesisStreamRecord[]): ShardBatch[] => {
  const batches: (ShardBatch & { readonly records: SourceRecord[] })[] = [];
  let batch: (typeof batches)[number] | undefined;
  const isOf = ({ stream, shardId }: ShardBatch, record: SourceRecord): boolean =>
    shardId === record.shardId && stream === record.source;
  for (const sent of records) {
    const record = sourceRecord(sent);
    if (batch === undefined || !isOf(batch, record)) {
      batch = batches.find((candidate) => isOf(candidate, record));
      if (batch === undefined) {
        batch = { stream: record.source, shardId: record.shardId, records: [] };
        batches.push(batch);
      }
    }
    batch.records.push(record);
  }
  return batches;
};
