import type { ObjectStore } from '../../adapters/object-store.ts';
import type { Warehouse } from '../../adapters/redshift-data.ts';
import type { LogEntry } from '../../adapters/telemetry.ts';
import type { LoaderMetric } from '../../domain/function-metrics.ts';

/** What the loader works with. */
export type Loader = {
  readonly archive: ObjectStore;
  /** Manifests and marks. */
  readonly staging: ObjectStore;
  readonly warehouse: Warehouse;
  /** Role by which the warehouse reads both buckets. */
  readonly copyRoleArn: string;
  /** Bytes of archive objects that one load takes at most; one object is always taken. */
  readonly maxBytes: number;
  readonly log: (entry: LogEntry) => void;
  readonly count: (metric: LoaderMetric, value: number) => void;
  readonly now: () => Date;
  /** Milliseconds until the function must have ended. */
  readonly remainingMs: () => number;
};
