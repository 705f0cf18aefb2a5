import type { ObjectStore } from '../../../adapters/object-store.ts';
import type { Warehouse } from '../../../adapters/redshift-data.ts';
import type { ShardReader } from '../../../adapters/shard-reader.ts';
import type { LogEntry } from '../../../adapters/telemetry.ts';
import type { LoaderMetric } from '../../../domain/function-metrics.ts';

/** What a reconciliation works with. */
export type Reconciler = {
  readonly archive: ObjectStore;
  readonly staging: ObjectStore;
  readonly warehouse: Warehouse;
  /** The second reader: it shares nothing with the consumer but the stream. */
  readonly reader: ShardReader;
  readonly streams: readonly string[];
  readonly copyRoleArn: string;
  readonly log: (entry: LogEntry) => void;
  readonly count: (metric: LoaderMetric, value: number) => void;
  readonly now: () => Date;
};
