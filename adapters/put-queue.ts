export type StreamRecord = {
  readonly data: Uint8Array;
  /** Records of one key go to one shard, in order: 1 to 256 characters. */
  readonly partitionKey: string;
};

/*
 * Limits of PutRecords: 500 records, 5 MiB in all, 1 MiB a record, partition keys included.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html (larger records are
 * an account's own setting, so they are not counted on)
 */
const maxBatchRecords = 500;
const maxBatchBytes = 5 * 1024 * 1024;

/** How far a batch looks for records of other keys, where many of one key wait: bounds the work of a call. */
const lookAheadRecords = 10 * maxBatchRecords;

/** Bytes that count towards the limits. */
export const recordBytes = ({ data, partitionKey }: StreamRecord): number =>
  data.byteLength + Buffer.byteLength(partitionKey);

/** A record, and how often Kinesis has refused it. */
export type Waiting = { readonly record: StreamRecord; readonly refusals: number };

/**
 * Records on their way, in order. Its batches hold one record of a partition key at most: PutRecords
 * promises no order within a call, and a record that it refuses must not be overtaken by a later one
 * of its key.
 */
export class PutQueue {
  #waiting: readonly Waiting[];

  constructor(records: readonly StreamRecord[]) {
    this.#waiting = records.map((record) => ({ record, refusals: 0 }));
  }

  /** Takes the first records that one call can carry; none when all are gone. */
  take(): readonly Waiting[] {
    const batch: Waiting[] = [];
    const passed: Waiting[] = [];
    const keys = new Set<string>();
    let bytes = 0;
    let at = 0;
    for (; at < this.#waiting.length && at < lookAheadRecords; at++) {
      const next = this.#waiting[at];
      if (next === undefined || batch.length === maxBatchRecords) break;
      const { partitionKey } = next.record;
      const size = recordBytes(next.record);
      if (bytes + size > maxBatchBytes) break;
      if (keys.has(partitionKey)) {
        passed.push(next);
        continue;
      }
      keys.add(partitionKey);
      batch.push(next);
      bytes += size;
    }
    this.#waiting = [...passed, ...this.#waiting.slice(at)];
    return batch;
  }

  /** Puts refused records of the last batch back, before all others. */
  putBack(refused: readonly Waiting[]): void {
    const again = refused.map(({ record, refusals }) => ({ record, refusals: refusals + 1 }));
    this.#waiting = [...again, ...this.#waiting];
  }
}
