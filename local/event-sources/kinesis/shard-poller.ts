import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KinesisStreamRecord } from 'aws-lambda';
import { BatchBuffer, type BatchingSettings } from './batch-buffer.ts';
import { type ErrorSettings, type GivenUp, workOn } from './batch-work.ts';
import type { Checkpoint } from './checkpoints.ts';
import { kinesisEvent, kinesisRecord } from './kinesis-event.ts';
import { ShardProgress } from './shard-progress.ts';
import { ShardTail, type TailOptions } from './shard-tail.ts';

export type PollingSettings = BatchingSettings &
  ErrorSettings & {
    /** Batches of one shard that are worked on at once. */
    readonly ParallelizationFactor: number;
  };

/** What a poller of one shard works with. */
export type ShardPolling = Omit<TailOptions, 'after'> & {
  readonly region: string;
  readonly settings: PollingSettings;
  readonly invoke: (event: unknown) => Promise<unknown>;
  readonly giveUp: (what: GivenUp) => Promise<void>;
  readonly checkpoint: { read: () => Checkpoint; write: (checkpoint: Checkpoint) => void };
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly idlePollMs: number;
  readonly firstRetryMs: number;
};

/** One of the batches that are worked on at once, and what waits to become the next. */
type Lane = { readonly buffer: BatchBuffer; running: Promise<void> | null };

/** Records of one partition key go through one lane, so their order is kept. */
const laneOf = (record: KinesisStreamRecord, lanes: readonly Lane[]): Lane | undefined => {
  const [only] = lanes;
  if (lanes.length === 1) return only;
  const number = Number.parseInt(hash('md5', record.kinesis.partitionKey).slice(0, 8), 16);
  return lanes[number % lanes.length];
};

/**
 * Reads a shard from its checkpoint on and has its batches worked on, until it ends or the signal says so.
 * @returns whether the shard has ended and all of it is done.
 * @throws what is no fault of the function's; what is not checkpointed by then is read again.
 */
export const pollShard = async (polling: ShardPolling): Promise<boolean> => {
  const { settings, checkpoint, signal, region, stream, shardId } = polling;
  const tail = new ShardTail({ ...polling, after: checkpoint.read() });
  const progress = new ShardProgress();
  const lanes: readonly Lane[] = Array.from({ length: settings.ParallelizationFactor }, () => ({
    buffer: new BatchBuffer(settings),
    running: null,
  }));
  // An error of one lane ends the others after their current attempt.
  const broken = new AbortController();
  const stop = AbortSignal.any([signal, broken.signal]);
  const errors: unknown[] = [];
  const isIdle = (): boolean => lanes.every((lane) => !lane.running && lane.buffer.records === 0);
  const waiting = (): number => lanes.reduce((sum, { buffer }) => sum + buffer.records, 0);

  const begin = (lane: Lane, batch: readonly KinesisStreamRecord[]): void => {
    lane.running = workOn(batch, {
      ...polling,
      signal: stop,
      invoke: (records) => polling.invoke(kinesisEvent(records)),
      done: (records) => {
        const lowest = progress.finish(records);
        if (lowest !== null) checkpoint.write(lowest);
      },
    })
      .catch((error) => {
        errors.push(error);
        broken.abort();
      })
      .finally(() => {
        lane.running = null;
      });
  };

  /** @returns whether there were any. */
  const read = async (): Promise<boolean> => {
    const records = (await tail.read()).map((record) =>
      kinesisRecord(record, { region, stream, shardId }),
    );
    progress.read(records);
    for (const [lane, own] of Map.groupBy(records, (record) => laneOf(record, lanes))) {
      lane?.buffer.add(own);
    }
    return records.length > 0;
  };

  try {
    while (!stop.aborted) {
      const hasRead = waiting() < settings.BatchSize && !tail.isAtEnd && (await read());
      for (const lane of lanes) {
        const batch = lane.running || stop.aborted ? null : lane.buffer.take(tail.isAtEnd);
        if (batch) begin(lane, batch);
      }
      if (tail.isAtEnd && isIdle()) return true;
      if (hasRead) continue;
      const running = lanes.flatMap((lane) => lane.running ?? []);
      const pause = sleep(polling.idlePollMs, undefined, { signal: stop }).catch(() => undefined);
      await Promise.race([pause, ...running]);
    }
  } catch (error) {
    errors.push(error);
    broken.abort();
  }
  await Promise.all(lanes.map((lane) => lane.running));
  if (errors.length > 0) throw errors[0];
  return false;
};
