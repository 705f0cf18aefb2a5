import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mysql2/promise';
import { inSnapshot, openMysql } from '../../adapters/mysql.ts';
import type { Encoder, RowEncoder } from '../../adapters/mysql-rows/encode-rows.ts';
import { ConfigurationError, TransientError } from '../../domain/errors.ts';
import type { BatchConfig } from '../config.ts';
import type { BatchContext } from '../context.ts';

/** What extraction works with: it needs neither warehouse nor archive. */
export type ExtractContext = Pick<BatchContext, 'staging' | 'report'> & {
  readonly config: Pick<BatchConfig, 'mysqlUrl' | 'keyRanges'>;
};

/** A connection lost half-way starts the extraction again: this often in all, the first time included. */
const attempts = 3;
/** Time for a server that was started again to come up. */
const pauseMs = 2_000;

/** MySQL's address. @throws ConfigurationError where the environment names none. */
export const mysqlUrl = ({ config }: Pick<ExtractContext, 'config'>): string => {
  if (config.mysqlUrl !== null) return config.mysqlUrl;
  throw new ConfigurationError(
    'MYSQL_URL must be set to extract dimensions, got none; set it, or run with --only facts',
  );
};

/**
 * Does `work` in one snapshot of MySQL, and again in a snapshot of its own where the connection is lost.
 * @throws TransientError after the last attempt; any other error at once
 */
export const inSnapshotAttempts = async <T>(
  context: ExtractContext,
  startEncoder: () => Encoder,
  work: (connection: Connection, encode: RowEncoder) => Promise<T>,
): Promise<T> => {
  const url = mysqlUrl(context);
  // A server that does not answer at all is said so at once.
  let connection: Connection | null = await openMysql(url);
  for (let attempt = 1; ; attempt++) {
    const encoder = startEncoder();
    try {
      const open = connection ?? (await openMysql(url));
      connection = null;
      const result = await inSnapshot(open, () => work(open, encoder.encode));
      await open.end();
      return result;
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      if (attempt === attempts) {
        throw new TransientError(
          `The extraction must get through in ${attempts} attempts, got none through: ${error.message}`,
          { cause: error },
        );
      }
      await sleep(pauseMs);
    } finally {
      await encoder.close();
    }
  }
};
