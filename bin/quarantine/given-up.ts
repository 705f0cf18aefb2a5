import type { KinesisStreamEvent } from 'aws-lambda';
import type { ObjectStore } from '../../adapters/object-store.ts';
import { TransientError } from '../../domain/errors.ts';
import { type InvocationRecord, invocationRecordSchema } from '../../domain/invocation-record.ts';
import { parseMessage } from '../../domain/messages.ts';
import { type Consumer, consume } from '../../lambdas/consume-events/consume.ts';
import { onFailurePrefix } from '../../lambdas/event-source-settings.ts';
import type { RecordFilter } from './records.ts';

/** A batch of records that a stream mapping gave up on. */
export type GivenUpBatch = {
  readonly key: string;
  readonly invocation: InvocationRecord;
  readonly isRedriven: boolean;
};

/** The mark of a batch that was redriven lies beside it, outside of Lambda's own prefix. */
const markKey = (key: string): string => `redriven/${key}.json`;

/** Lambda's own condition, such as RetryAttemptsExhausted, is the reason of a batch; its time is when it was given up. */
const fits = (
  { requestContext, timestamp }: InvocationRecord,
  { reason, since }: RecordFilter,
): boolean =>
  (reason === undefined || requestContext.condition === reason) &&
  (since === undefined || timestamp.slice(0, 19).replace('T', ' ') >= since);

export const givenUpBatches = async (
  archive: ObjectStore,
  filter: RecordFilter = {},
): Promise<GivenUpBatch[]> => {
  const found: GivenUpBatch[] = [];
  for await (const { key } of archive.list(onFailurePrefix)) {
    const text = new TextDecoder().decode((await archive.get(key)) ?? undefined);
    const invocation = parseMessage(invocationRecordSchema, text, `The invocation record ${key}`);
    if (!fits(invocation, filter)) continue;
    found.push({ key, invocation, isRedriven: await archive.exists(markKey(key)) });
  }
  return found;
};

/**
 * Does what the function could not, with the records as they were: under their own identity, so that they
 * count once, whatever was stored of them before.
 * @returns how many records were stored
 * @throws TransientError where storage fails again: the batch is not marked
 */
export const redriveGivenUp = async (
  batches: readonly GivenUpBatch[],
  consumer: Consumer,
): Promise<number> => {
  let records = 0;
  for (const { key, invocation } of batches) {
    let event = JSON.parse(invocation.payload) as KinesisStreamEvent;
    while (event.Records.length > 0) {
      const { batchItemFailures } = await consume(event, consumer);
      const [left] = batchItemFailures;
      const rest = event.Records.findIndex(
        ({ kinesis }) => kinesis.sequenceNumber === left?.itemIdentifier,
      );
      if (rest === 0) {
        throw new TransientError(
          `The archive must take the records of ${key}, and does not; the command's own log says why`,
        );
      }
      const done = rest === -1 ? event.Records.length : rest;
      records += done;
      event = { Records: event.Records.slice(done) };
    }
    await consumer.archive.put(
      markKey(key),
      JSON.stringify({ version: 1, key }),
      'application/json',
    );
  }
  return records;
};
