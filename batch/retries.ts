import { setTimeout as sleep } from 'node:timers/promises';
import { TransientError } from '../domain/errors.ts';

/** A speed load holds the writer lock for seconds: five attempts over half a minute outlast it. */
const attempts = 5;
const firstPauseMs = 1000;

/**
 * Runs a transaction again where a concurrent one was in its way.
 * @throws TransientError after the last attempt; any other error at once
 */
export const withConflictRetries = async (transaction: () => Promise<void>): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (!(error instanceof TransientError) || attempt === attempts) throw error;
      await sleep(firstPauseMs * 2 ** (attempt - 1));
    }
  }
};
