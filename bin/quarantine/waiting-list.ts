import type { ResultColumn, ResultValue } from '../../adapters/redshift-data.ts';
import type { DeadLetter } from './dead-letters.ts';
import type { GivenUpBatch } from './given-up.ts';
import type { SetAside } from './set-aside.ts';

/** Rows as `formatResult` takes them. */
type Listing = { readonly columns: readonly ResultColumn[]; readonly rows: ResultValue[][] };

const listing = (names: readonly string[], rows: ResultValue[][]): Listing => ({
  columns: names.map((name) => ({ name, type: 'varchar' })),
  rows,
});

export const listSetAside = (objects: readonly SetAside[]): Listing =>
  listing(
    ['kind', 'object', 'error'],
    objects.map(({ kind, key, error }) => [kind, key, error]),
  );

export const listDeadLetters = (letters: readonly DeadLetter[]): Listing =>
  listing(
    ['message', 'kind', 'partition'],
    letters.map(({ messageId, wakeUp }) => [
      messageId,
      wakeUp?.kind ?? 'no wake-up',
      wakeUp?.partition ?? null,
    ]),
  );

export const listGivenUp = (batches: readonly GivenUpBatch[]): Listing =>
  listing(
    ['given_up_at', 'shard', 'records', 'condition', 'redriven', 'object'],
    batches.map(({ key, invocation, isRedriven }) => {
      const { timestamp, requestContext, KinesisBatchInfo: batch } = invocation;
      return [
        timestamp,
        batch.shardId,
        batch.batchSize,
        requestContext.condition,
        isRedriven ? 'yes' : 'no',
        key,
      ];
    }),
  );
