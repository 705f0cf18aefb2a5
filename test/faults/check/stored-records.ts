import { ShardReader } from '../../../adapters/shard-reader.ts';

/** A record's place and its text, as a reader of the stream finds it that has no part in the pipeline. */
export type StreamRecord = { readonly identity: string; readonly text: string };

/** Sequence numbers lose leading zeros, which the archive writes and Kinesis does not. */
export const identityOf = (stream: unknown, shard: unknown, sequenceNumber: unknown): string =>
  `${stream}/${shard}/${String(sequenceNumber).replace(/^0+/, '')}`;

export const readStream = async (stream: string): Promise<StreamRecord[]> => {
  const reader = new ShardReader();
  const records: StreamRecord[] = [];
  for (const shardId of await reader.shardIds(stream)) {
    for await (const page of reader.pages(stream, shardId, null)) {
      for (const { SequenceNumber, Data } of page) {
        const text = Buffer.from(Data ?? []).toString();
        records.push({ identity: identityOf(stream, shardId, SequenceNumber), text });
      }
    }
  }
  return records;
};
