import { Duration, Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  FilterPattern,
  type IFilterPattern,
  type ILogGroup,
  MetricFilter,
} from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export type LogMetricsProps = {
  /** Log of consume-events. */
  readonly consumer: ILogGroup;
  /** Log of load-facts. */
  readonly loader: ILogGroup;
};

/** The sum over five minutes. */
const every = { statistic: 'Sum', period: Duration.minutes(5) };

const entries = (message: string): IFilterPattern =>
  FilterPattern.stringValue('$.message', '=', message);

/** What the functions say in their logs, as metrics. The entries are theirs: tests hold both together. */
export class LogMetrics extends Construct {
  /** Records of the streams that were archived. */
  readonly records: Metric;
  /** Elements that could not be used. */
  readonly quarantined: Metric;
  /** Batches of records that storage did not take, and that come again. */
  readonly failedBatches: Metric;
  /** Archive objects that were loaded. */
  readonly loadedObjects: Metric;
  /** Loads that failed and are tried again. */
  readonly failedLoads: Metric;
  /** What the last reconciliation could not match. */
  readonly differences: Metric;
  /** Archive objects that COPY can't read. */
  readonly objectsSetAside: Metric;

  constructor(scope: Construct, id: string, { consumer, loader }: LogMetricsProps) {
    super(scope, id);
    this.records = this.#metric('Records', consumer, 'batch stored', '$.records');
    this.quarantined = this.#metric('Quarantined', consumer, 'batch stored', '$.rows.quarantine');
    this.failedBatches = this.#metric('FailedBatches', consumer, 'batch not stored');
    this.loadedObjects = this.#metric('LoadedObjects', loader, 'load committed', '$.objects');
    this.failedLoads = this.#metric('FailedLoads', loader, 'load failed');
    this.differences = this.#metric('Differences', loader, 'reconciled', '$.differences');
    this.objectsSetAside = this.#metric(
      'ObjectsSetAside',
      loader,
      'object set aside: COPY can not read it',
    );
  }

  /** @param value field that is summed. @default each entry counts one */
  #metric(metricName: string, logGroup: ILogGroup, message: string, value = '1'): Metric {
    return new MetricFilter(this, metricName, {
      logGroup,
      metricNamespace: `CasePulse/${Stack.of(this).stackName}`,
      metricName,
      filterPattern: entries(message),
      metricValue: value,
    }).metric(every);
  }
}
