import { setTimeout as sleep } from 'node:timers/promises';
import {
  type KinesisClient,
  KinesisServiceException,
  ProvisionedThroughputExceededException,
  PutRecordsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-kinesis';
import { ConfigurationError, ContractError, TransientError } from '../domain/errors.ts';
import { kinesisClient } from './kinesis-client.ts';
import { PutQueue, recordBytes, type StreamRecord, type Waiting } from './put-queue.ts';

export type { StreamRecord };

/** What putting records took. */
export type PutCounts = {
  readonly records: number;
  /** Data and partition keys. */
  readonly bytes: number;
  /** How often a record had to be sent again. */
  readonly retries: number;
};

/** Largest record, its partition key included. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
export const maxRecordBytes = 1024 * 1024;

const firstPauseMs = 100;
const longestPauseMs = 5_000;
/** With the pauses above more than half a minute: a shard that is over its limit frees within a second. */
const maxAttempts = 12;

const tooFast = 'lower the rate or add shards';
const notThere = 'see that Kinesis answers, and send again';

/** Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
const pause = (attempt: number): Promise<void> =>
  sleep(Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** attempt));

/** An error that may pass: too much load, a fault of the service's, or a connection that broke. */
const isTransient = (error: unknown): error is Error => {
  if (error instanceof ProvisionedThroughputExceededException) return true;
  if (error instanceof KinesisServiceException) return error.$fault === 'server';
  // The SDK's handlers and Node's sockets name their errors so; broken HTTP/2 streams have no code.
  const { code, name } = error as NodeJS.ErrnoException;
  return code !== undefined || name === 'TimeoutError' || name === 'Error';
};

/**
 * Puts records into one Kinesis stream, those of one partition key in their order whatever Kinesis
 * refuses at first. A record whose acceptance got lost on its way back is sent, and so stored, twice.
 */
export class EventStream {
  readonly name: string;
  readonly #client: KinesisClient;

  constructor(name: string, client: KinesisClient = kinesisClient({ maxAttempts: 4 })) {
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
    const queue = new PutQueue(records);
    let retries = 0;
    for (let batch = queue.take(); batch.length > 0; batch = queue.take()) {
      const { refused, reason, nextStep } = await this.#attempt(batch);
      if (refused.length === 0) continue;
      const attempts = 1 + Math.max(...refused.map(({ refusals }) => refusals));
      if (attempts === maxAttempts) {
        throw new TransientError(
          `The stream ${this.name} must take every record, and refused one ${maxAttempts} times, the last time with ${reason}; ${nextStep}`,
        );
      }
      queue.putBack(refused);
      retries += refused.length;
      await pause(attempts - 1);
    }
    return { records: records.length, bytes, retries };
  }

  /** Sends once. @returns what Kinesis did not take, why, and what to do where that goes on. */
  async #attempt(
    batch: readonly Waiting[],
  ): Promise<{ refused: readonly Waiting[]; reason: string; nextStep: string }> {
    try {
      const { Records: results = [] } = await this.#client.send(
        new PutRecordsCommand({
          StreamName: this.name,
          Records: batch.map(({ record: { data, partitionKey } }) => ({
            Data: data,
            PartitionKey: partitionKey,
          })),
        }),
      );
      const refusal = results.find(({ ErrorCode }) => ErrorCode !== undefined);
      return {
        refused: batch.filter((_, i) => results[i]?.ErrorCode !== undefined),
        reason: `${refusal?.ErrorCode}: ${refusal?.ErrorMessage}`,
        nextStep: tooFast,
      };
    } catch (cause) {
      if (cause instanceof ResourceNotFoundException) {
        throw new ConfigurationError(
          `The stream ${this.name} must exist; mend CASE_STREAM and SURVEY_STREAM, or deploy the stack`,
          { cause },
        );
      }
      if (!isTransient(cause)) throw cause;
      const nextStep = cause instanceof ProvisionedThroughputExceededException ? tooFast : notThere;
      return { refused: batch, reason: `${cause.name}: ${cause.message}`, nextStep };
    }
  }
}
