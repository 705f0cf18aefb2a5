/*
 * The figures that functions send to CloudWatch. Alarms and the monitoring dashboard are made of them
 * (lib/monitoring/).
 */

/** A figure of consume-events. */
export type ConsumerMetric =
  /** Records of the streams that were archived. */
  | 'Records'
  /** Elements that could not be used. */
  | 'Quarantined'
  /** Batches of records that storage did not take, and that come again. */
  | 'FailedBatches';

/** A figure of load-facts. */
export type LoaderMetric =
  /** Archive objects that were loaded. */
  | 'LoadedObjects'
  /** Loads that failed and are tried again. */
  | 'FailedLoads'
  /** Archive objects that COPY can't read. */
  | 'ObjectsSetAside'
  /** What the last reconciliation could not match. */
  | 'Differences';
