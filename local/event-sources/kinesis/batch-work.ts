import { setTimeout as sleep } from 'node:timers/promises';
import type { KinesisStreamRecord } from 'aws-lambda';
import { FunctionError } from '../functions/function-process.ts';
import { type BatchOutcome, readBatchResponse } from './batch-response.ts';

/** Under AWS' own names: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export type ErrorSettings = {
  readonly BisectBatchOnFunctionError: boolean;
  /** Retries after the first attempt; -1 for any number. */
  readonly MaximumRetryAttempts: number;
  /** -1 for any age. */
  readonly MaximumRecordAgeInSeconds: number;
  /** 'ReportBatchItemFailures', or nothing: then a response is not looked at. */
  readonly FunctionResponseTypes: readonly string[];
};

/** Records that a mapping gave up on, and why, in Lambda's words. */
export type GivenUp = {
  readonly records: readonly KinesisStreamRecord[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  /** Invocations since the last time that a part of the batch succeeded. */
  readonly attempts: number;
  /** What the last of them said. */
  readonly error: string;
};

export type BatchWork = {
  readonly settings: ErrorSettings;
  readonly invoke: (records: readonly KinesisStreamRecord[]) => Promise<unknown>;
  /** These need no more work. */
  readonly done: (records: readonly KinesisStreamRecord[]) => void;
  readonly giveUp: (what: GivenUp) => Promise<void>;
  readonly now: () => Date;
  /** Aborted: no further attempt; what is not done stays undone. */
  readonly signal: AbortSignal;
  /** Wait before the second attempt, doubled for each further one, milliseconds. */
  readonly firstRetryMs: number;
};

/** A batch, or what is left of it. */
type Piece = {
  readonly records: readonly KinesisStreamRecord[];
  readonly attempts: number;
  readonly error: string;
};

/** Longest wait between two attempts, milliseconds. AWS backs off too, but does not say how far. */
const longestRetryMs = 30_000;

const notInvoked = 'older than MaximumRecordAgeInSeconds before it was sent to the function';

/** How many of the first records are too old. The older ones come first. */
const tooOld = ({ records }: Piece, { settings, now }: BatchWork): number => {
  const limitSeconds = settings.MaximumRecordAgeInSeconds;
  if (limitSeconds < 0) return 0;
  const oldest = now().getTime() / 1000 - limitSeconds;
  const fresh = records.findIndex(({ kinesis }) => kinesis.approximateArrivalTimestamp >= oldest);
  return fresh < 0 ? records.length : fresh;
};

const attempt = async (
  records: readonly KinesisStreamRecord[],
  { invoke, settings }: BatchWork,
): Promise<BatchOutcome> => {
  try {
    const response = await invoke(records);
    const isReported = settings.FunctionResponseTypes.includes('ReportBatchItemFailures');
    return isReported ? readBatchResponse(response, records) : { result: 'complete' };
  } catch (cause) {
    if (!(cause instanceof FunctionError)) throw cause;
    return { result: 'failed', reason: `${cause.errorType}: ${cause.message}` };
  }
};

const halves = ({ records, attempts, error }: Piece): Piece[] => {
  const middle = Math.ceil(records.length / 2);
  return [
    { records: records.slice(0, middle), attempts, error },
    { records: records.slice(middle), attempts, error },
  ];
};

/**
 * Works on one batch as Lambda does, until each of its records is done or given up on:
 * - a partial failure is tried again from the lowest failed record on: with bisection too the batch is
 *   cut there, and not in the middle;
 * - a failure is bisected, where that is set, which costs no retry, down to single records;
 * - what can't be bisected is retried, with growing waits, up to its retries or its age;
 * - records that are too old are not sent at all.
 * After some of a batch succeeded, the retries of the rest count from nought (not documented).
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export const workOn = async (
  batch: readonly KinesisStreamRecord[],
  work: BatchWork,
): Promise<void> => {
  const { settings, signal, firstRetryMs } = work;
  const wait = (attempts: number) =>
    sleep(Math.min(longestRetryMs, firstRetryMs * 2 ** attempts), undefined, { signal }).catch(
      () => undefined,
    );
  const giveUp = async (piece: Piece, condition: GivenUp['condition']): Promise<void> => {
    await work.giveUp({ ...piece, condition });
    work.done(piece.records);
  };

  const pending: Piece[] = [{ records: batch, attempts: 0, error: notInvoked }];
  for (let piece = pending.shift(); piece && !signal.aborted; piece = pending.shift()) {
    const old = tooOld(piece, work);
    if (old > 0) {
      await giveUp({ ...piece, records: piece.records.slice(0, old) }, 'RecordAgeExceeded');
      piece = { ...piece, records: piece.records.slice(old) };
      if (piece.records.length === 0) continue;
    }
    const outcome = await attempt(piece.records, work);
    if (outcome.result === 'complete') {
      work.done(piece.records);
      continue;
    }
    if (outcome.result === 'failed') {
      piece = { ...piece, error: outcome.reason };
      if (settings.BisectBatchOnFunctionError && piece.records.length > 1) {
        pending.unshift(...halves(piece));
        await wait(0);
        continue;
      }
    } else {
      const done = piece.records.slice(0, outcome.from);
      if (done.length > 0) work.done(done);
      const records = piece.records.slice(outcome.from);
      const attempts = done.length > 0 ? 0 : piece.attempts;
      piece = { records, attempts, error: `record ${records[0]?.kinesis.sequenceNumber} failed` };
    }
    const retries = piece.attempts;
    piece = { ...piece, attempts: retries + 1 };
    if (settings.MaximumRetryAttempts >= 0 && retries >= settings.MaximumRetryAttempts) {
      await giveUp(piece, 'RetryAttemptsExhausted');
      continue;
    }
    pending.unshift(piece);
    await wait(retries);
  }
};
