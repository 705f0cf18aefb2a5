import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import type { LoadQueue } from '../../adapters/load-queue.ts';
import type { ObjectStore } from '../../adapters/object-store.ts';
import { shardBatches } from './shard-batch.ts';
import { type BatchLimits, type StoredBatch, storeBatch } from './store-batch.ts';

/** What a consumer works with. `log` takes one entry without personal data or payloads. */
export type Consumer = BatchLimits & {
  readonly archive: ObjectStore;
  readonly queue: LoadQueue;
  readonly log: (entry: Readonly<Record<string, unknown>>) => void;
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

/**
 * Takes an invocation's records into the archive. A record that can't be used is quarantined, so only
 * infrastructure makes it throw, and Lambda then sends the same records again.
 * @returns the first record of each shard that was left out for lack of room.
 */
export const consume = async (
  event: KinesisStreamEvent,
  consumer: Consumer,
): Promise<KinesisStreamBatchResponse> => {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const batch of shardBatches(event.Records)) {
    const startedMs = performance.now();
    const stored = await storeBatch(batch, consumer.archive, consumer);
    await wake(consumer, stored);
    if (stored.leftFrom !== null) batchItemFailures.push({ itemIdentifier: stored.leftFrom });
    const { archived, ...receipt } = stored.receipt;
    consumer.log({
      level: 'INFO',
      message: 'batch stored',
      ...receipt,
      rows: Object.fromEntries(archived.map(({ kind, rows }) => [kind, rows])),
      refusals: stored.refusals,
      leftFrom: stored.leftFrom,
      durationMs: Math.round(performance.now() - startedMs),
    });
  }
  return { batchItemFailures };
};
