import { Duration, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  TextWidget,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import {
  type AlarmDefinition,
  type AlarmListProps,
  alarmList,
  computeSeconds,
} from './alarm-list.ts';
import { consumerMetric, loaderMetric } from './function-metrics.ts';

export type MonitoringProps = AlarmListProps & {
  /** Who is told. */
  readonly alarms: ITopic;
  /** Where a month's forecast exceeds it, the topic is told. @default no budget */
  readonly monthlyBudgetUsd?: number | undefined;
};

/** Alarms, each with its runbook, and one dashboard that shows where events are. */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    for (const definition of alarmList(props)) this.#alarm(definition, props.alarms);
    this.#dashboard(props);
    if (props.monthlyBudgetUsd !== undefined) this.#budget(props.monthlyBudgetUsd, props.alarms);
  }

  #alarm(definition: AlarmDefinition, topic: ITopic): void {
    const { name, meaning, metric, threshold, periods = 1, whenBelow = false } = definition;
    const alarm = new Alarm(this, name, {
      alarmDescription: `${meaning}. Runbook: docs/deploy.md#${name}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: whenBelow
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: whenBelow ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));
  }

  #dashboard({ streams, speedLayer, batchLayer, warehouse }: AlarmListProps): void {
    const graph = (title: string, ...left: IMetric[]) => new GraphWidget({ title, left, width: 8 });
    const { consumer, loader, wakeUps, deadLetters } = speedLayer;
    const { stateMachine } = batchLayer.stateMachine;
    new Dashboard(this, 'Dashboard', {
      widgets: [
        [new TextWidget({ markdown: '# CasePulse: from stream to warehouse', width: 24 })],
        [
          graph(
            'Records put and archived',
            streams.cases.metricIncomingRecords({ statistic: 'Sum' }),
            streams.surveys.metricIncomingRecords({ statistic: 'Sum' }),
            consumerMetric(speedLayer, 'Records'),
          ),
          graph(
            'Age of events in the streams',
            consumer.function.metric('IteratorAge', { statistic: 'Maximum' }),
          ),
          graph('Quarantined records', consumerMetric(speedLayer, 'Quarantined')),
        ],
        [
          graph('Archive objects loaded', loaderMetric(speedLayer, 'LoadedObjects')),
          graph(
            'Waiting wake-ups',
            wakeUps.metricApproximateAgeOfOldestMessage(),
            deadLetters.metricApproximateNumberOfMessagesVisible(),
          ),
          graph(
            'Errors',
            consumer.function.metricErrors(),
            loader.function.metricErrors(),
            loaderMetric(speedLayer, 'FailedLoads'),
          ),
        ],
        [
          graph('Batch runs', stateMachine.metricSucceeded(), stateMachine.metricFailed()),
          graph(
            'Duration of functions',
            consumer.function.metricDuration(),
            loader.function.metricDuration(),
          ),
          graph('RPU seconds an hour', computeSeconds(warehouse, Duration.hours(1))),
        ],
      ],
    });
  }

  #budget(amount: number, topic: ITopic): void {
    const { stackName, region } = Stack.of(this);
    const notification = (notificationType: string, threshold: number) => ({
      notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold },
      subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        // Budgets are the account's, whatever the region.
        budgetName: `${stackName}-month-${region}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:project$${stackName}`] },
      },
      notificationsWithSubscribers: [notification('FORECASTED', 100), notification('ACTUAL', 100)],
    });
  }
}
