import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type ConsumerMetric,
  type LoaderMetric,
  metricDimensions,
  metricNamespace,
} from '../../domain/function-metrics.ts';
import type { PipelineFunction } from '../foundation/pipeline-function.ts';
import type { SpeedLayer } from '../speed-layer.ts';

/** A figure that a function sends, as the sum of five minutes. */
const metricOf = ({ folder, function: lambda }: PipelineFunction, metricName: string): Metric =>
  new Metric({
    namespace: metricNamespace,
    metricName,
    dimensionsMap: metricDimensions(folder, lambda.functionName),
    statistic: 'Sum',
    period: Duration.minutes(5),
  });

/** A figure of consume-events. */
export const consumerMetric = ({ consumer }: SpeedLayer, name: ConsumerMetric): Metric =>
  metricOf(consumer, name);

/** A figure of load-facts. */
export const loaderMetric = ({ loader }: SpeedLayer, name: LoaderMetric): Metric =>
  metricOf(loader, name);
