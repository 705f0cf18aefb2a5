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

/** CloudWatch namespace of the figures. */
export const metricNamespace = 'CasePulse';

/** The dimensions that every figure of a function has; `service` is the folder of its handler. */
export const metricDimensions = (service: string, functionName: string) => ({
  service,
  function: functionName,
});
