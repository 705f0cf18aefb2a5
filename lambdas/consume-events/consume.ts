import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import type { LoadQueue } from '../../adapters/load-queue.ts';
import type { ObjectStore } from '../../adapters/object-store.ts';
import type { LogEntry } from '../../adapters/telemetry.ts';
import { TransientError } from '../../domain/errors.ts';
import type { ConsumerMetric } from '../../domain/function-metrics.ts';
import { type ShardBatch, shardBatches } from './shard-batch.ts';
import { type BatchLimits, type StoredBatch, storeBatch } from './store-batch.ts';

/** What a consumer works with. `log` takes one entry without personal data or payloads. */
export type Consumer = BatchLimits & {
  readonly archive: ObjectStore;
  readonly queue: LoadQueue;
  readonly log: (entry: LogEntry) => void;
  readonly count: (metric: ConsumerMetric, value: number) => void;
  readonly now: () => Date;
};

/** Everything is stored by now, and the sweep loads what no wake-up told of: so this never fails a batch. */
const wake = async ({ queue, log, now }: Consumer, stored: StoredBatch): Promise<void> => {
  try {
    await queue.wake(stored.wakeUps, now());
  } catch (error) {
    log({
      level: 'WARN',
      message: 'no wake-up sent; the sweep will load it',
      error: String(error),
    });
  }
};

/** Archives one shard's batch. @returns the first record that must come again; null where all are stored. */
const consumeBatch = async (batch: ShardBatch, consumer: Consumer): Promise<string | null> => {
  const startedMs = performance.now();
  const stored = await storeBatch(batch, consumer.archive, consumer);
  await wake(consumer, stored);
  const { archived, ...receipt } = stored.receipt;
  const rows = Object.fromEntries(archived.map(({ kind, rows }) => [kind, rows]));
  consumer.count('Records', receipt.records);
  consumer.count('Quarantined', rows['quarantine'] ?? 0);
  consumer.log({
    level: 'INFO',
    message: 'batch stored',
    ...receipt,
    rows,
    refusals: stored.refusals,
    leftFrom: stored.leftFrom,
    durationMs: Math.round(performance.now() - startedMs),
  });
  return stored.leftFrom;
};

/**
 * Takes an invocation's records into the archive. A record that can't be used is quarantined. Where
 * storage fails the whole batch is to come again: throwing would let Lambda halve it, attempt by attempt,
 * into objects of a record each. What throws is a fault of ours, and halving finds its record.
 * @returns the lowest record of each shard that is not stored.
 */
export const consume = async (
  event: KinesisStreamEvent,
  consumer: Consumer,
): Promise<KinesisStreamBatchResponse> => {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const batch of shardBatches(event.Records)) {
    let failed: string | null;
    try {
      failed = await consumeBatch(batch, consumer);
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      const { stream, shardId, records } = batch;
      const { message: reason } = error;
      consumer.count('FailedBatches', 1);
      consumer.log({ level: 'ERROR', message: 'batch not stored', stream, shardId, reason });
      failed = records[0]?.sequenceNumber ?? null;
    }
    if (failed !== null) batchItemFailures.push({ itemIdentifier: failed });
  }
  return { batchItemFailures };
};
