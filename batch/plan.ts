import { randomUUID } from 'node:crypto';
import { sqlStatements } from '../adapters/sql-file.ts';
import { ConfigurationError, ConsistencyError } from '../domain/errors.ts';
import type { BatchContext, BatchRun } from './context.ts';
import { historyFiles } from './history/files.ts';

/**
 * Begins a run: looks whether what it was asked for can be done, before anything is changed.
 * @throws ConfigurationError where the history is missing, empty or not readable
 */
export const plan = async ({ options, warehouse }: BatchContext): Promise<BatchRun> => {
  if (options.only === 'history' && options.history === undefined) {
    throw new ConfigurationError(
      'The history must be named to convert it, got none; add --history with a folder or an s3:// prefix',
    );
  }
  if (options.history !== undefined) await historyFiles(options.history);
  const [start] = await warehouse.query(sqlStatements('batch/start.sql').join());
  const startedAt = start?.['started_at'];
  if (typeof startedAt !== 'string') {
    throw new ConsistencyError(
      `The warehouse must tell its time as text, got ${startedAt}; see sql/batch/start.sql`,
    );
  }
  const runId = `${startedAt.replace(/\D/g, '')}-${randomUUID().slice(0, 8)}`;
  return { runId, startedAt };
};
