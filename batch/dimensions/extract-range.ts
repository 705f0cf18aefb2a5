import { type Encoder, encodeHere } from '../../adapters/mysql-rows/encode-rows.ts';
import { dimensions } from '../../domain/dimensions.ts';
import { ContractError } from '../../domain/errors.ts';
import type { BatchRun } from '../context.ts';
import { writeExtractedRange } from './extract-record.ts';
import { extractionMeter, extractTable, type Meter } from './extract-table.ts';
import type { KeyRange } from './key-ranges.ts';
import { type ExtractContext, inSnapshotAttempts } from './snapshot-attempts.ts';

/**
 * Extracts one range of a table by a connection, and in a snapshot, of its own: what changes in MySQL meanwhile
 * may be in one range and not in another. Doing it again for the same run writes the same keys again.
 * @returns its rows
 * @throws as extractDimensions; ContractError where there is no such dimension
 */
export const extractRange = async (
  context: ExtractContext,
  run: BatchRun,
  range: KeyRange,
  startEncoder: () => Encoder = encodeHere,
  meter: Meter = extractionMeter(context.report, 0),
): Promise<number> => {
  const dimension = dimensions.find(({ name }) => name === range.dimension);
  if (!dimension) {
    throw new ContractError(
      `A range must be of a dimension, got ${range.dimension}; start the state machine, not a step`,
    );
  }
  const file = await inSnapshotAttempts(context, startEncoder, (connection, encode) =>
    extractTable(context, run, connection, { dimension, range, encode, meter }),
  );
  await writeExtractedRange(context, run, range, file);
  return file.rows;
};
