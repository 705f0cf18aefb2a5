import {
  countTableRows,
  inSnapshot,
  openMysql,
  tableBytes,
  tableColumns,
} from '../adapters/mysql.ts';
import { dimensions } from '../domain/dimensions.ts';
import { kinds } from '../domain/facts.ts';
import type { BatchConfig } from './config.ts';
import { type BatchContext, type BatchOptions, batchContext } from './context.ts';
import { mysqlUrl } from './dimensions/snapshot-attempts.ts';
import { refuseDrift, sourceDrift } from './dimensions/source-drift.ts';
import { objectsToFold } from './fold.ts';
import { historyFiles } from './history/files.ts';
import { plan } from './plan.ts';
import type { Step } from './step-order.ts';
import { stepsFor } from './steps.ts';

/** Something that a run would do. */
export type PlannedWork = {
  readonly part: Step['part'];
  /** Table, file or kind of archive objects. */
  readonly what: string;
  readonly count: number;
  readonly unit: 'rows' | 'files' | 'objects';
  /** Bytes of it where it lies now; in MySQL's files about. */
  readonly bytes: number;
  /** Columns that would be left out. */
  readonly leftOut?: readonly string[];
};

const dimensionWork = async (context: BatchContext): Promise<PlannedWork[]> => {
  const connection = await openMysql(mysqlUrl(context));
  const sources = dimensions.map(({ source }) => source);
  const work = await inSnapshot(connection, async () => {
    const counts = new Map<string, number>();
    for (const source of sources) counts.set(source, await countTableRows(connection, source));
    const drift = sourceDrift(dimensions, await tableColumns(connection, sources));
    refuseDrift(drift);
    const bytes = await tableBytes(connection, sources);
    return sources.map((source): PlannedWork => {
      const leftOut = drift.leftOut.get(source);
      return {
        part: 'dimensions',
        what: source,
        count: counts.get(source) ?? 0,
        unit: 'rows',
        bytes: bytes.get(source) ?? 0,
        ...(leftOut && { leftOut }),
      };
    });
  });
  await connection.end();
  return work;
};

const historyWork = async (place: string): Promise<PlannedWork[]> => {
  const files = await historyFiles(place);
  return files.map(({ name, bytes }) => ({
    part: 'history',
    what: name,
    count: 1,
    unit: 'files',
    bytes,
  }));
};

const factWork = async (context: BatchContext): Promise<PlannedWork[]> => {
  const objects = await objectsToFold(context);
  return kinds.map((kind) => ({
    part: 'facts',
    what: kind,
    count: objects[kind].length,
    unit: 'objects',
    bytes: objects[kind].reduce((sum, { bytes }) => sum + bytes, 0),
  }));
};

/**
 * What a run with these options would do, and how much of it, as things are now: nothing is changed. A history
 * file that was converted before is read again, and left out. The facts' objects don't count the history's yet.
 * @throws as runBatch, where the run could not begin
 */
export const previewBatch = async (
  config: BatchConfig,
  options: BatchOptions,
): Promise<PlannedWork[]> => {
  const context = batchContext(config, options, () => undefined);
  await plan(context);
  const parts = new Set(stepsFor(options).map(({ part }) => part));
  return [
    ...(parts.has('dimensions') ? await dimensionWork(context) : []),
    ...(parts.has('history') && options.history ? await historyWork(options.history) : []),
    ...(parts.has('facts') ? await factWork(context) : []),
  ];
};
