import { setTimeout as sleep } from 'node:timers/promises';
import type { KinesisStreamRecord } from 'aws-lambda';
import { FunctionError } from './function-process.ts';

export type BatchSettings = {
  readonly BisectBatchOnFunctionError: boolean;
  readonly MaximumRetryAttempts: number;
  readonly MaximumRecordAgeInSeconds: number;
};

/** Why a mapping gave up on records, in Lambda's words. */
type GiveUpCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export type GivenUp = {
  readonly records: readonly KinesisStreamRecord[];
  readonly condition: GiveUpCondition;
  readonly attempts: number;
  readonly error: string;
};

export type BatchWork = {
  readonly settings: BatchSettings;
  readonly invoke: (records: readonly KinesisStreamRecord[]) => Promise<unknown>;
  /** Everything up to this sequence number needs no more work. */
  readonly done: (sequenceNumber: string) => void;
  readonly giveUp: (what: GivenUp) => Promise<void>;
  readonly now: () => Date;
  /** Aborted: no further attempt; what is not done stays undone. */
  readonly signal: AbortSignal;
  /** Wait before the second attempt, doubled for each further one, milliseconds. */
  readonly firstRetryMs: number;
};

/** Lambda's waits between attempts end about here. */
const longestRetryMs = 30_000;

const sequenceOf = (record: KinesisStreamRecord | undefined): string =>
  record?.kinesis.sequenceNumber ?? '';

/**
 * The first record that a response names as failed: its index, `records.length` where all are done,
 * 0 (all failed) for a response that names something else.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
const firstFailure = (response: unknown, records: readonly KinesisStreamRecord[]): number => {
  const { batchItemFailures } = (response ?? {}) as { batchItemFailures?: unknown };
  if (batchItemFailures === undefined || batchItemFailures === null) return records.length;
  if (!Array.isArray(batchItemFailures)) return 0;
  const failed = batchItemFailures.map((item: { itemIdentifier?: unknown }) =>
    records.findIndex((record) => sequenceOf(record) === item?.itemIdentifier),
  );
  return failed.length === 0 ? records.length : Math.max(0, Math.min(...failed));
};

/**
 * Works on one batch as Lambda does: on a partial failure again from the lowest failed record on,
 * on an error in halves, until all is done or given up on.
 */
export const workOn = async (
  batch: readonly KinesisStreamRecord[],
  work: BatchWork,
): Promise<void> => {
  const { settings, now, signal } = work;
  const pending: { records: readonly KinesisStreamRecord[]; attempts: number }[] = [
    { records: batch, attempts: 0 },
  ];
  for (let next = pending.shift(); next && !signal.aborted; next = pending.shift()) {
    let { records } = next;
    let error: string;
    try {
      const done = firstFailure(await work.invoke(records), records);
      if (done > 0) work.done(sequenceOf(records[done - 1]));
      if (done === records.length) continue;
      records = records.slice(done);
      if (done > 0) next.attempts = 0;
      error = `record ${sequenceOf(records[0])} failed`;
    } catch (cause) {
      if (!(cause instanceof FunctionError)) throw cause;
      error = `${cause.errorType}: ${cause.message}`;
      if (settings.BisectBatchOnFunctionError && records.length > 1) {
        const half = Math.ceil(records.length / 2);
        const { attempts } = next;
        pending.unshift(
          { records: records.slice(0, half), attempts },
          { records: records.slice(half), attempts },
        );
        await sleep(work.firstRetryMs, undefined, { signal }).catch(() => undefined);
        continue;
      }
    }
    const attempts = next.attempts + 1;
    const ageSeconds =
      now().getTime() / 1000 - (records[0]?.kinesis.approximateArrivalTimestamp ?? 0);
    const condition =
      attempts > settings.MaximumRetryAttempts
        ? 'RetryAttemptsExhausted'
        : ageSeconds > settings.MaximumRecordAgeInSeconds
          ? 'RecordAgeExceeded'
          : undefined;
    if (condition) {
      await work.giveUp({ records, condition, attempts, error });
      work.done(sequenceOf(records.at(-1)));
      continue;
    }
    pending.unshift({ records, attempts });
    const waitMs = Math.min(longestRetryMs, work.firstRetryMs * 2 ** next.attempts);
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
};
