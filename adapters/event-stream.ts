import { setTimeout as sleep } from 'node:timers/promises';
import {
  KinesisClient,
  PutRecordsCommand,
  type PutRecordsRequestEntry,
  ResourceNotFoundException,
} from '@aws-sdk/client-kinesis';
import { ConfigurationError, ContractError, TransientError } from '../domain/errors.ts';

export type StreamRecord = {
  readonly data: Uint8Array;
  /** Records of one key go to one shard, in order: 1 to 256 characters. */
  readonly partitionKey: string;
};

/** What putting records took. */
export type PutCounts = {
  readonly records: number;
  /** Data and partition keys. */
  readonly bytes: number;
  /** How often a record had to be sent again. */
  readonly retries: number;
};

/*
 * Limits of PutRecords: 500 records, 5 MiB in all, 1 MiB a record, partition keys included.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html (larger records are
 * an account's own setting, so they are not counted on)
 */
const maxBatchRecords = 500;
const maxBatchBytes = 5 * 1024 * 1024;
export const maxRecordBytes = 1024 * 1024;

const firstPauseMs = 100;
const longestPauseMs = 5_000;
/** With the pauses above more than half a minute: a shard that is over its limit frees within a second. */
const maxAttempts = 12;

const keyBytes = (record: StreamRecord): number => Buffer.byteLength(record.partitionKey);
const recordBytes = (record: StreamRecord): number => record.data.byteLength + keyBytes(record);

/** Cuts records into what PutRecords takes at once. */
function* batches(records: Iterable<StreamRecord>): Generator<StreamRecord[]> {
  let batch: StreamRecord[] = [];
  let batchBytes = 0;
  for (const record of records) {
    const bytes = recordBytes(record);
    if (
      batch.length === maxBatchRecords ||
      (batch.length > 0 && batchBytes + bytes > maxBatchBytes)
    ) {
      yield batch;
      batch = [];
      batchBytes = 0;
    }
    batch.push(record);
    batchBytes += bytes;
  }
  if (batch.length > 0) yield batch;
}

/** Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
const pause = (attempt: number): Promise<void> =>
  sleep(Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** attempt));

/**
 * Puts records into one Kinesis stream. Endpoint and credentials are the environment's.
 * Records keep their order within a partition key, but for those that Kinesis refuses at first: they
 * are sent again after the others of their batch, and before the next batch.
 */
export class EventStream {
  readonly name: string;
  readonly #client: KinesisClient;

  constructor(name: string, client = new KinesisClient({ maxAttempts: 8 })) {
    this.name = name;
    this.#client = client;
  }

  /**
   * Returns when Kinesis has every record. One call at a time, where order matters.
   * @throws ContractError before anything is sent, where a record is too large.
   * @throws TransientError where Kinesis refuses some for long; ConfigurationError for an unknown stream.
   */
  async put(records: readonly StreamRecord[]): Promise<PutCounts> {
    let bytes = 0;
    for (const [i, record] of records.entries()) {
      const size = recordBytes(record);
      if (size > maxRecordBytes) {
        throw new ContractError(
          `A record and its partition key must have at most ${maxRecordBytes} bytes, got ${size} in record ${i + 1} of ${records.length}; split it`,
        );
      }
      bytes += size;
    }
    let retries = 0;
    for (const batch of batches(records)) retries += await this.#putBatch(batch);
    return { records: records.length, bytes, retries };
  }

  /** @returns how often a record was sent again. */
  async #putBatch(batch: readonly StreamRecord[]): Promise<number> {
    let waiting: PutRecordsRequestEntry[] = batch.map(({ data, partitionKey }) => ({
      Data: data,
      PartitionKey: partitionKey,
    }));
    let retries = 0;
    for (let attempt = 0; ; attempt += 1) {
      const { entries, reason } = await this.#attempt(waiting);
      if (entries.length === 0) return retries;
      if (attempt + 1 === maxAttempts) {
        throw new TransientError(
          `The stream ${this.name} must take every record, and refused ${entries.length} of ${batch.length} ${maxAttempts} times, the last time with ${reason}; lower the rate or add shards`,
        );
      }
      waiting = entries;
      retries += entries.length;
      await pause(attempt);
    }
  }

  /** Sends once. @returns what Kinesis did not take. */
  async #attempt(
    records: PutRecordsRequestEntry[],
  ): Promise<{ entries: PutRecordsRequestEntry[]; reason: string }> {
    try {
      const answer = await this.#client.send(
        new PutRecordsCommand({ StreamName: this.name, Records: records }),
      );
      const results = answer.Records ?? [];
      const refused = results.find(({ ErrorCode }) => ErrorCode !== undefined);
      return {
        entries: records.filter((_, i) => results[i]?.ErrorCode !== undefined),
        reason: `${refused?.ErrorCode}: ${refused?.ErrorMessage}`,
      };
    } catch (cause) {
      if (!(cause instanceof ResourceNotFoundException)) throw cause;
      throw new ConfigurationError(
        `The stream ${this.name} must exist; mend CASE_STREAM and SURVEY_STREAM, or deploy the stack`,
        { cause },
      );
    }
  }
}
