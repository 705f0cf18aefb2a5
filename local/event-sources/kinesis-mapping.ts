import { setTimeout as sleep } from 'node:timers/promises';
import {
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-kinesis';
import type { KinesisStreamRecord } from 'aws-lambda';
import { type BatchSettings, type GivenUp, workOn } from './batch-work.ts';
import { CheckpointFile } from './checkpoint-file.ts';
import type { FunctionProcess } from './function-process.ts';
import { fittingRecords, kinesisEvent, kinesisRecord } from './kinesis-event.ts';

type StreamMappingSettings = BatchSettings & {
  readonly BatchSize: number;
  readonly MaximumBatchingWindowInSeconds: number;
};

export type StreamMapping = {
  readonly client: KinesisClient;
  readonly stream: string;
  readonly region: string;
  readonly target: Pick<FunctionProcess, 'invoke'>;
  readonly settings: StreamMappingSettings;
  /** Folder of the checkpoint files. */
  readonly checkpoints: string;
  readonly giveUp: (shardId: string, what: GivenUp) => Promise<void>;
  readonly now: () => Date;
  readonly log: (message: string, error?: unknown) => void;
  /** @default 250: quick enough for a person, next to no work for the machine. */
  readonly idlePollMs?: number;
  /** @default 500 */
  readonly firstRetryMs?: number;
};

/** After an error of the stream itself, milliseconds. */
const streamErrorWaitMs = 1000;
/** Most that GetRecords gives: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html */
const largestRead = 10_000;

/** Reads one shard from a position on, and keeps the iterator alive. */
class ShardTail {
  readonly #mapping: StreamMapping;
  readonly #shardId: string;
  #position: string | null;
  #iterator: string | undefined;

  constructor(mapping: StreamMapping, shardId: string, position: string | null) {
    this.#mapping = mapping;
    this.#shardId = shardId;
    this.#position = position;
  }

  async read(): Promise<KinesisStreamRecord[]> {
    const { client, stream, region } = this.#mapping;
    this.#iterator ??= await this.#open();
    try {
      const page = await client.send(
        new GetRecordsCommand({ ShardIterator: this.#iterator, Limit: largestRead }),
      );
      const records = page.Records ?? [];
      const last = records.at(-1)?.SequenceNumber;
      if (last) this.#position = last;
      // On a shard that never had a record kinesalite moves the iterator on by its clock, past a
      // record that is being written: stay at the beginning until there is one.
      if (this.#position !== null) this.#iterator = page.NextShardIterator;
      return records.map((record) =>
        kinesisRecord(record, { region, stream, shardId: this.#shardId }),
      );
    } catch (error) {
      this.#iterator = undefined;
      if (error instanceof ExpiredIteratorException) return [];
      throw error;
    }
  }

  async #open(): Promise<string | undefined> {
    const { client, stream } = this.#mapping;
    const shard = { StreamName: stream, ShardId: this.#shardId };
    const position = this.#position;
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand(
        position === null
          ? { ...shard, ShardIteratorType: 'TRIM_HORIZON' }
          : {
              ...shard,
              ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
              StartingSequenceNumber: position,
            },
      ),
    );
    return ShardIterator;
  }
}

const pollShard = async (
  mapping: StreamMapping,
  shardId: string,
  signal: AbortSignal,
): Promise<void> => {
  const { settings, target, idlePollMs = 250, firstRetryMs = 500, now, log } = mapping;
  const checkpoint = new CheckpointFile(mapping.checkpoints, mapping.stream, shardId);
  const pause = (ms: number): Promise<unknown> =>
    sleep(ms, undefined, { signal }).catch(() => undefined);
  let waiting: KinesisStreamRecord[] = [];
  let waitingSinceMs = 0;
  let tail = new ShardTail(mapping, shardId, checkpoint.read());
  while (!signal.aborted) {
    try {
      const records = waiting.length < settings.BatchSize ? await tail.read() : [];
      if (waiting.length === 0) waitingSinceMs = Date.now();
      waiting = waiting.concat(records);
      const fitting = fittingRecords(waiting, settings.BatchSize);
      const isFull = fitting < waiting.length || fitting >= settings.BatchSize;
      const isOld = Date.now() - waitingSinceMs >= settings.MaximumBatchingWindowInSeconds * 1000;
      if (waiting.length === 0 || !(isFull || isOld)) {
        await pause(idlePollMs);
        continue;
      }
      await workOn(waiting.slice(0, fitting), {
        settings,
        invoke: (batch) => target.invoke(kinesisEvent(batch)),
        done: (sequenceNumber) => checkpoint.write(sequenceNumber),
        giveUp: (what) => mapping.giveUp(shardId, what),
        now,
        signal,
        firstRetryMs,
      });
      waiting = waiting.slice(fitting);
    } catch (error) {
      log(`${mapping.stream} ${shardId}: read again from the checkpoint`, error);
      waiting = [];
      tail = new ShardTail(mapping, shardId, checkpoint.read());
      await pause(streamErrorWaitMs);
    }
  }
};

const shardIds = async (mapping: StreamMapping, signal: AbortSignal): Promise<string[]> => {
  while (!signal.aborted) {
    try {
      const { Shards = [] } = await mapping.client.send(
        new ListShardsCommand({ StreamName: mapping.stream }),
      );
      const ids = Shards.map((shard) => shard.ShardId ?? '');
      if (ids.length > 0) return ids;
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) mapping.log(mapping.stream, error);
    }
    await sleep(streamErrorWaitMs, undefined, { signal }).catch(() => undefined);
  }
  return [];
};

/**
 * Drives a function from a stream as Lambda's event source mapping does: one poller for each shard,
 * batches by size, bytes and window, retries, partial failures, a checkpoint after success.
 * @returns a function that ends it: no new batch begins, the current one finishes its attempt.
 */
export const startStreamMapping = (mapping: StreamMapping): { close: () => Promise<void> } => {
  const stop = new AbortController();
  const pollers = shardIds(mapping, stop.signal).then((ids) =>
    Promise.all(ids.map((shardId) => pollShard(mapping, shardId, stop.signal))),
  );
  return {
    close: async () => {
      stop.abort();
      await pollers;
    },
  };
};
