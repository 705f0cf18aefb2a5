import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { ShardReader } from '../../../adapters/shard-reader.ts';
import type { Checkpoint } from './checkpoints.ts';
import { type SentRecord, sentRecords } from './sent-records.ts';

/** Under AWS' own names: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export type StartingPosition =
  | { readonly StartingPosition: 'TRIM_HORIZON' | 'LATEST' }
  | { readonly StartingPosition: 'AT_TIMESTAMP'; readonly StartingPositionTimestamp: Date };

/**
 * Where a new mapping begins in a shard, as a checkpoint, so that a kill right afterwards changes nothing.
 * Found by reading: kinesalite's own LATEST and AT_TIMESTAMP iterators lose their place on a shard that
 * is empty or grows meanwhile.
 * @param client a polling client
 */
export const startingCheckpoint = async (
  client: KinesisClient,
  stream: string,
  shardId: string,
  start: StartingPosition,
): Promise<Checkpoint> => {
  if (start.StartingPosition === 'TRIM_HORIZON') return 'TRIM_HORIZON';
  const sinceMs =
    'StartingPositionTimestamp' in start
      ? start.StartingPositionTimestamp.getTime()
      : Number.POSITIVE_INFINITY;
  const isBefore = ({ ApproximateArrivalTimestamp: arrivedSeconds }: SentRecord): boolean =>
    arrivedSeconds * 1000 < sinceMs;
  let before: Checkpoint = 'TRIM_HORIZON';
  for await (const records of new ShardReader(client).pages(stream, shardId, null)) {
    for (const record of sentRecords(records)) {
      if (!isBefore(record)) return before;
      before = record.SequenceNumber;
    }
  }
  return before;
};
