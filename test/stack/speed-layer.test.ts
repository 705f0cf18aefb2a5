import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  batchingWindowSeconds,
  functions,
  maxReceiveCount,
  queueMapping,
  reconcileEvent,
  reconcileIntervalSeconds,
  streamMapping,
  streamRetentionHours,
  sweepIntervalSeconds,
  wakeUpQueue,
} from '../../lambdas/event-source-settings.ts';
import { otherSettings, resourcesOfType, templateOf } from './synthesised-stack.ts';

/** The settings of lambdas/event-source-settings.ts are those of the local copy: local/parts uses the same. */
describe('the speed layer', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf(otherSettings);
  });

  it('reads both streams with the settings of the local copy', () => {
    const [cases, surveys] = resourcesOfType(template, 'AWS::Lambda::EventSourceMapping').filter(
      ([, { Properties }]) => 'StartingPosition' in Properties,
    );
    for (const mapping of [cases, surveys]) {
      expect(mapping?.[1].Properties).toMatchObject({
        ...streamMapping,
        FunctionResponseTypes: [...streamMapping.FunctionResponseTypes],
        MaximumBatchingWindowInSeconds: batchingWindowSeconds(45),
      });
      expect(JSON.stringify(mapping?.[1].Properties['DestinationConfig'])).toMatch(
        /StorageArchive/,
      );
    }
    expect(cases?.[1].Properties['EventSourceArn']).not.toEqual(
      surveys?.[1].Properties['EventSourceArn'],
    );
  });

  it('is woken with the settings of the local copy', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: queueMapping.BatchSize,
      FunctionResponseTypes: [...queueMapping.FunctionResponseTypes],
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('SpeedLayerWakeUps'), 'Arn'] },
    });
  });

  it('has one queue, delayed by the load interval, with its dead letters', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      FifoQueue: true,
      DelaySeconds: 45,
      VisibilityTimeout: Number(wakeUpQueue.VisibilityTimeout),
      MessageRetentionPeriod: Number(wakeUpQueue.MessageRetentionPeriod),
      RedrivePolicy: { maxReceiveCount },
    });
    template.resourceCountIs('AWS::SQS::Queue', 2);
  });

  it('gives a wake-up more time than the loader has', () => {
    expect(Number(wakeUpQueue.VisibilityTimeout)).toBeGreaterThan(functions['load-facts'].Timeout);
  });

  it('sweeps as often as the local copy', () => {
    expect(sweepIntervalSeconds).toBe(60);
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [
        Match.objectLike({
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('LoadFacts'), 'Arn'] },
          RetryPolicy: { MaximumRetryAttempts: 0 },
        }),
      ],
    });
  });

  it('reconciles as often as the local copy, or as the configuration says', () => {
    const reconciles = (of: Template, rate: string) =>
      of.hasResourceProperties('AWS::Events::Rule', {
        ScheduleExpression: rate,
        Targets: [Match.objectLike({ Input: JSON.stringify(reconcileEvent) })],
      });
    reconciles(templateOf(), `rate(${reconcileIntervalSeconds / 60} minutes)`);
    reconciles(template, 'rate(1 hour)');
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Differences',
      Period: 3600,
    });
  });

  it('repeats no call of a schedule: the next one follows', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('LoadFacts') },
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: sweepIntervalSeconds,
    });
  });

  it.each(Object.entries(functions))(
    '%s has the time-out and memory of the local copy',
    (name, settings) => {
      const id = name === 'consume-events' ? 'ConsumeEvents' : 'LoadFacts';
      const [, resource] =
        resourcesOfType(template, 'AWS::Lambda::Function').find(([key]) => key.includes(id)) ?? [];
      expect(resource?.Properties).toMatchObject(settings);
    },
  );

  it('bounds how many loads run at once', () => {
    template.hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: 5 });
  });

  it('keeps records in the streams for a week, on demand', () => {
    for (const [, { Properties }] of resourcesOfType(template, 'AWS::Kinesis::Stream')) {
      expect(Properties).toMatchObject({
        RetentionPeriodHours: streamRetentionHours,
        StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      });
    }
  });
});
