import type { KinesisStreamRecord } from 'aws-lambda';

/**
 * Which records of a shard are finished, where several batches are worked on side by side. The
 * checkpoint is before the lowest unfinished record, so that a crash repeats records and leaves none out.
 */
export class ShardProgress {
  /** Read and not yet passed by the checkpoint, in order. */
  #open: string[] = [];
  readonly #finished = new Set<string>();

  read(records: readonly KinesisStreamRecord[]): void {
    this.#open = this.#open.concat(records.map(({ kinesis }) => kinesis.sequenceNumber));
  }

  /** @returns the new checkpoint, or null where a lower record is unfinished. */
  finish(records: readonly KinesisStreamRecord[]): string | null {
    for (const { kinesis } of records) this.#finished.add(kinesis.sequenceNumber);
    let passed = 0;
    for (const sequenceNumber of this.#open) {
      if (!this.#finished.delete(sequenceNumber)) break;
      passed++;
    }
    const checkpoint = this.#open[passed - 1] ?? null;
    this.#open = this.#open.slice(passed);
    return checkpoint;
  }
}
