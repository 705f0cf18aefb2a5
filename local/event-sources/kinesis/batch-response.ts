import type { KinesisStreamRecord } from 'aws-lambda';

/** What an invocation that did not throw made of its records. */
export type BatchOutcome =
  | { readonly result: 'complete' }
  /** Done up to `from`, an index; again from there on. */
  | { readonly result: 'partial'; readonly from: number }
  /** As if it had thrown. */
  | { readonly result: 'failed'; readonly reason: string };

const complete: BatchOutcome = { result: 'complete' };

/**
 * Reads a response under ReportBatchItemFailures. Nothing, or an empty list, is success; an identifier
 * that is missing, empty or under another name fails the whole batch; of several the lowest sequence
 * number counts. A number that is not of the batch is not documented: it fails the batch too, since
 * taking it for success would lose records.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
export const readBatchResponse = (
  response: unknown,
  records: readonly KinesisStreamRecord[],
): BatchOutcome => {
  const failures = (response as { batchItemFailures?: unknown } | null | undefined)
    ?.batchItemFailures;
  if (failures === undefined || failures === null) return complete;
  if (!Array.isArray(failures)) {
    return { result: 'failed', reason: 'batchItemFailures must be a list' };
  }
  let from = records.length;
  for (const failure of failures) {
    const identifier = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    const at = records.findIndex(({ kinesis }) => kinesis.sequenceNumber === identifier);
    if (at < 0) {
      return {
        result: 'failed',
        reason: `itemIdentifier must be a sequence number of the batch, got ${JSON.stringify(identifier)}`,
      };
    }
    from = Math.min(from, at);
  }
  return from === records.length ? complete : { result: 'partial', from };
};
