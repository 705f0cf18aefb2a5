import type { KinesisStreamRecord } from 'aws-lambda';
import { fittingRecords } from './kinesis-event.ts';

export type BatchingSettings = {
  readonly BatchSize: number;
  /** Longest wait for a batch to fill, from its first record on. */
  readonly MaximumBatchingWindowInSeconds: number;
};

/** Gathers records into batches: by number, by the size of an event, by a window of time. */
export class BatchBuffer {
  readonly #settings: BatchingSettings;
  #waiting: readonly KinesisStreamRecord[] = [];
  #sinceMs = 0;

  constructor(settings: BatchingSettings) {
    this.#settings = settings;
  }

  get records(): number {
    return this.#waiting.length;
  }

  add(records: readonly KinesisStreamRecord[]): void {
    if (records.length === 0) return;
    if (this.#waiting.length === 0) this.#sinceMs = performance.now();
    this.#waiting = this.#waiting.concat(records);
  }

  /**
   * The next batch, or null while one may still fill.
   * @param isLast no more records will come.
   */
  take(isLast: boolean): readonly KinesisStreamRecord[] | null {
    const { BatchSize, MaximumBatchingWindowInSeconds } = this.#settings;
    const waiting = this.#waiting;
    if (waiting.length === 0) return null;
    const fitting = fittingRecords(waiting, BatchSize);
    const isFull = fitting < waiting.length || fitting >= BatchSize;
    const isOld = performance.now() - this.#sinceMs >= MaximumBatchingWindowInSeconds * 1000;
    if (!(isFull || isOld || isLast)) return null;
    this.#waiting = waiting.slice(fitting);
    return waiting.slice(0, fitting);
  }
}
