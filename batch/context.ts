import { ObjectStore } from '../adapters/object-store.ts';
import { Warehouse } from '../adapters/redshift-data.ts';
import type { Report } from '../domain/progress.ts';
import type { BatchConfig } from './config.ts';

/**
 * What a run does. `history`: folder or s3:// prefix. `historyFile`: one file of it alone, by its name.
 * `only`: one part. `full`: facts from the whole archive.
 */
export type BatchOptions = {
  readonly history?: string;
  readonly historyFile?: string;
  readonly only?: 'dimensions' | 'history' | 'facts';
  readonly full?: boolean;
};

/** One run of the batch layer. */
export type BatchRun = {
  readonly runId: string;
  /** The warehouse's GETDATE() at the start: 'YYYY-MM-DD HH:MM:SS', UTC. */
  readonly startedAt: string;
};

/** What every step works with. */
export type BatchContext = {
  readonly config: BatchConfig;
  readonly options: BatchOptions;
  readonly report: Report;
  readonly archive: ObjectStore;
  readonly staging: ObjectStore;
  readonly warehouse: Warehouse;
};

/** What a step did: counts by what they count. */
export type Counts = Readonly<Record<string, number>>;

/** What a step came to. */
export type StepSummary = {
  readonly name: string;
  readonly seconds: number;
  readonly counts: Counts;
};

export const batchContext = (
  config: BatchConfig,
  options: BatchOptions,
  report: Report,
): BatchContext => ({
  config,
  options,
  report,
  archive: new ObjectStore(config.archiveBucket),
  staging: new ObjectStore(config.stagingBucket),
  warehouse: new Warehouse({ workgroup: config.workgroup, database: config.database }),
});

/** Key in the staging bucket of something that lives for one run. */
export const runKey = ({ runId }: BatchRun, name: string): string => `runs/${runId}/${name}`;
