import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { BatchLayer } from '../batch-layer.ts';
import type { EventStreams } from '../event-streams.ts';
import type { SpeedLayer } from '../speed-layer.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { consumerMetric, loaderMetric } from './function-metrics.ts';

/** One alarm. Its runbook is the section of docs/deploy.md that is named like it. */
export type AlarmDefinition = {
  /** kebab-case: the runbook's anchor. */
  readonly name: string;
  readonly meaning: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods of the metric that must be over the threshold, all of them. @default 1 */
  readonly periods?: number;
  /** Whether it is below the threshold, or no value at all, that alarms. @default false */
  readonly whenBelow?: boolean;
};

export type AlarmListProps = {
  /** Whose writes are throttled. */
  readonly streams: EventStreams;
  /** Whose functions, queues and mappings are watched. */
  readonly speedLayer: SpeedLayer;
  /** Whose runs are watched. */
  readonly batchLayer: BatchLayer;
  /** Whose RPU hours are counted. */
  readonly warehouse: Warehouse;
  /** How long a wake-up waits by design. */
  readonly loadIntervalSeconds: number;
  /** Period of the reconciliation's alarm. */
  readonly reconcileIntervalMinutes: number;
  /** Quarantined records in five minutes from which on somebody is told. */
  readonly quarantineAlarmRecords: number;
  /** RPU hours a day at which the warehouse stops. */
  readonly maxRpuHoursPerDay: number;
};

const fiveMinutes = Duration.minutes(5);
const day = Duration.days(1);
const rpuWarningShare = 0.8;

const sumOf = (metrics: readonly IMetric[], label: string): MathExpression =>
  new MathExpression({
    label,
    period: fiveMinutes,
    expression: metrics.map((_, index) => `FILL(m${index}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
  });

/** Batches that the stream mappings gave up on, and stored whole in the archive. */
const givenUpBatches = ({ speedLayer }: AlarmListProps): IMetric =>
  sumOf(
    speedLayer.streamMappings.map(
      (mapping) =>
        new Metric({
          namespace: 'AWS/Lambda',
          metricName: 'OnFailureDestinationDeliveredEventCount',
          dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
          statistic: 'Sum',
          period: fiveMinutes,
        }),
    ),
    'Records given up',
  );

/** Seconds of RPUs that the warehouse worked. */
export const computeSeconds = (warehouse: Warehouse, period = day): Metric =>
  new Metric({
    namespace: 'AWS/Redshift-Serverless',
    metricName: 'ComputeSeconds',
    dimensionsMap: { Workgroup: warehouse.workgroupName },
    statistic: 'Sum',
    period,
  });

const speedAlarms = (props: AlarmListProps): AlarmDefinition[] => {
  const { streams, speedLayer, loadIntervalSeconds } = props;
  const { consumer, loader, deadLetters, wakeUps } = speedLayer;
  const perFive = { period: fiveMinutes };
  return [
    {
      name: 'iterator-age',
      meaning: 'Events wait in a stream for more than five minutes',
      metric: consumer.function.metric('IteratorAge', { statistic: 'Maximum', ...perFive }),
      threshold: fiveMinutes.toMilliseconds(),
    },
    {
      name: 'consumer-errors',
      meaning: 'consume-events has failed for a quarter of an hour',
      // A batch that storage did not take is given back, not thrown: an error of the function is a fault of ours.
      metric: sumOf(
        [consumerMetric(speedLayer, 'FailedBatches'), consumer.function.metricErrors(perFive)],
        'Failed batches',
      ),
      threshold: 1,
      periods: 3,
    },
    {
      name: 'records-given-up',
      meaning: 'A stream mapping gave up on records; they lie in the archive under aws/lambda/',
      metric: givenUpBatches(props),
      threshold: 1,
    },
    {
      name: 'quarantine-rate',
      meaning: 'Many records could not be used',
      metric: consumerMetric(speedLayer, 'Quarantined'),
      threshold: props.quarantineAlarmRecords,
    },
    {
      name: 'dead-letters',
      meaning: 'Loads failed as often as they are tried',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible(perFive),
      threshold: 1,
    },
    {
      name: 'load-failures',
      meaning: 'Loads have failed for a quarter of an hour',
      metric: sumOf(
        [loaderMetric(speedLayer, 'FailedLoads'), loader.function.metricErrors(perFive)],
        'Failed loads',
      ),
      threshold: 1,
      periods: 3,
    },
    {
      name: 'reconciliation',
      meaning: 'What was counted apart does not match: events may be lost, or count twice',
      metric: loaderMetric(speedLayer, 'Differences').with({
        statistic: 'Maximum',
        period: Duration.minutes(props.reconcileIntervalMinutes),
      }),
      threshold: 1,
    },
    {
      name: 'objects-set-aside',
      meaning: 'An archive object can not be read by COPY',
      metric: loaderMetric(speedLayer, 'ObjectsSetAside'),
      threshold: 1,
    },
    {
      name: 'freshness',
      meaning: 'What was archived has waited for its load for more than a quarter of an hour',
      metric: wakeUps.metricApproximateAgeOfOldestMessage(perFive),
      threshold: loadIntervalSeconds + 900,
    },
    {
      name: 'throttled-writes',
      meaning: 'Producers write faster than a stream takes',
      metric: sumOf(
        [streams.cases, streams.surveys].map((stream) =>
          stream.metric('WriteProvisionedThroughputExceeded', { statistic: 'Sum', ...perFive }),
        ),
        'Throttled writes',
      ),
      threshold: 1,
      periods: 3,
    },
  ];
};

const batchAlarms = ({ batchLayer }: AlarmListProps): AlarmDefinition[] => {
  const { stateMachine } = batchLayer.stateMachine;
  const sum = { statistic: 'Sum', period: fiveMinutes };
  return [
    {
      name: 'batch-failed',
      meaning: 'A batch run failed, ran out of time or was stopped',
      metric: sumOf(
        [
          stateMachine.metricFailed(sum),
          stateMachine.metricTimedOut(sum),
          stateMachine.metricAborted(sum),
        ],
        'Failed runs',
      ),
      threshold: 1,
    },
    {
      name: 'batch-missing',
      // Not a day's: a run that takes longer than yesterday's would alarm.
      meaning: 'No batch run has succeeded for 26 hours',
      metric: stateMachine.metricSucceeded({ statistic: 'Sum', period: Duration.hours(1) }),
      threshold: 1,
      periods: 26,
      whenBelow: true,
    },
  ];
};

/** Every alarm of a stack. */
export const alarmList = (props: AlarmListProps): AlarmDefinition[] => [
  ...speedAlarms(props),
  ...batchAlarms(props),
  {
    name: 'rpu-hours',
    meaning: 'The warehouse has used 80 % of its RPU hours of a day, and stops at 100 %',
    metric: computeSeconds(props.warehouse),
    threshold: Math.floor(props.maxRpuHoursPerDay * 3600 * rpuWarningShare),
  },
];
