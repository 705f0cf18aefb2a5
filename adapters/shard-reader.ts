import {
  type _Record,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis';
import { kinesisClient } from './kinesis-client.ts';

/** Most records that GetRecords gives in one call. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html */
const maxRecordsPerCall = 10_000;

export type ShardRecord = _Record;

/** Reads shards of a stream from outside of the pipeline: its records, in order. */
export class ShardReader {
  /** Open to whoever listens to its calls: a tracer. */
  readonly client: KinesisClient;

  constructor(client: KinesisClient = kinesisClient({ maxAttempts: 10 })) {
    this.client = client;
  }

  async shardIds(stream: string): Promise<string[]> {
    const ids: string[] = [];
    let token: string | undefined;
    do {
      // AWS refuses a stream name beside a token.
      const from = token === undefined ? { StreamName: stream } : { NextToken: token };
      const page = await this.client.send(new ListShardsCommand(from));
      for (const shard of page.Shards ?? []) if (shard.ShardId) ids.push(shard.ShardId);
      token = page.NextToken;
    } while (token);
    return ids;
  }

  /**
   * The records of a shard from the one after `after` (null: the oldest there is) to the newest at the
   * time of reading, by pages.
   */
  async *pages(
    stream: string,
    shardId: string,
    after: string | null,
  ): AsyncGenerator<ShardRecord[]> {
    const position = after
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, StartingSequenceNumber: after }
      : { ShardIteratorType: 'TRIM_HORIZON' as const };
    const started = await this.client.send(
      new GetShardIteratorCommand({ StreamName: stream, ShardId: shardId, ...position }),
    );
    let iterator = started.ShardIterator;
    while (iterator) {
      const page = await this.client.send(
        new GetRecordsCommand({ ShardIterator: iterator, Limit: maxRecordsPerCall }),
      );
      const records = page.Records ?? [];
      if (records.length > 0) yield records;
      // Empty pages before the tip are normal on AWS; a full page means that there may be more.
      if (page.MillisBehindLatest === 0 && records.length < maxRecordsPerCall) return;
      iterator = page.NextShardIterator;
    }
  }
}
