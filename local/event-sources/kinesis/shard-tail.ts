import {
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
} from '@aws-sdk/client-kinesis';
import { type Checkpoint, isSequenceNumber } from './checkpoints.ts';
import { type SentRecord, sentRecords } from './sent-records.ts';

/** Most that GetRecords gives: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html */
const largestRead = 10_000;

/** A shard of a stream, and where to read on. */
export type TailOptions = {
  /** A polling client. */
  readonly client: KinesisClient;
  readonly stream: string;
  readonly shardId: string;
  readonly after: Checkpoint;
  /** Whether the shard takes no more records, since it was split or merged. */
  readonly isClosed: () => boolean;
};

/** Reads one shard from a position on, and keeps the iterator alive. */
export class ShardTail {
  readonly #options: TailOptions;
  /** The last record read; null before the first one. */
  #position: string | null;
  #iterator: string | undefined;
  #isAtEnd = false;

  constructor(options: TailOptions) {
    this.#options = options;
    this.#position = isSequenceNumber(options.after) ? options.after : null;
  }

  /** Whether the shard is closed and read to its end. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** The next records; none at the tip, or when the iterator had to be renewed. */
  async read(): Promise<readonly SentRecord[]> {
    if (this.#isAtEnd) return [];
    const { client, isClosed } = this.#options;
    // Asked before reading: what was written before it closed is read by then.
    const wasClosed = isClosed();
    this.#iterator ??= await this.#open();
    try {
      const { Records = [], NextShardIterator } = await client.send(
        new GetRecordsCommand({ ShardIterator: this.#iterator, Limit: largestRead }),
      );
      this.#position = Records.at(-1)?.SequenceNumber ?? this.#position;
      this.#isAtEnd = NextShardIterator === undefined;
      // On an open shard without records kinesalite moves the iterator on by its clock, past a record
      // that is being written: stay at the beginning until there is one.
      if (this.#position !== null || wasClosed) this.#iterator = NextShardIterator;
      return sentRecords(Records);
    } catch (error) {
      this.#iterator = undefined;
      if (error instanceof ExpiredIteratorException) return [];
      throw error;
    }
  }

  async #open(): Promise<string | undefined> {
    const { client, stream: StreamName, shardId: ShardId } = this.#options;
    const position = this.#position;
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({
        StreamName,
        ShardId,
        ...(position === null
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: position }),
      }),
    );
    return ShardIterator;
  }
}
