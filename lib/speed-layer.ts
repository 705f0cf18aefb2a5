import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { EventSourceMapping, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  batchingWindowSeconds,
  functions,
  maxReceiveCount,
  onFailurePrefix,
  queueMapping,
  reconcileEvent,
  streamMapping,
  sweepIntervalSeconds,
  wakeUpQueue,
} from '../lambdas/event-source-settings.ts';
import type { EventStreams } from './event-streams.ts';
import { allow, allowKey, allowListing, allowReading, allowWriting } from './foundation/grants.ts';
import { type FunctionSurroundings, PipelineFunction } from './foundation/pipeline-function.ts';
import type { Storage } from './storage.ts';
import { allowWarehouse, warehouseRoleName } from './warehouse/access.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

export type SpeedLayerProps = {
  /** Key of the queues, and key and retention of logs. */
  readonly surroundings: FunctionSurroundings;
  /** What the consumer reads, and the reconciliation again. */
  readonly streams: EventStreams;
  /** Archive, manifests and marks. */
  readonly storage: Storage;
  /** What is loaded. */
  readonly warehouse: Warehouse;
  /** IANA zone that the events' timestamps are in. */
  readonly businessTimezone: string;
  /** Delay of wake-ups: freshness against the warehouse's sleep. */
  readonly loadIntervalSeconds: number;
  /** Minutes from one reconciliation to the next. */
  readonly reconcileIntervalMinutes: number;
  /** Bytes of archive objects that one load takes at most. @default 512 MiB */
  readonly loadMaxBytes?: number;
};

/** One load for each of the three kinds, the sweep beside them, and one that is ending. */
const loadersAtOnce = 5;

const mebibyte = 1024 * 1024;

/** Streams → archive → speed tables: the consumer, the loader, and the queue that wakes it. */
export class SpeedLayer extends Construct {
  readonly consumer: PipelineFunction;
  readonly loader: PipelineFunction;
  readonly wakeUps: Queue;
  readonly deadLetters: Queue;
  readonly streamMappings: readonly EventSourceMapping[];

  constructor(scope: Construct, id: string, props: SpeedLayerProps) {
    super(scope, id);
    const { encryptionKey } = props.surroundings;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      fifo: true,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: encryptionKey,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.wakeUps = new Queue(this, 'WakeUps', {
      fifo: wakeUpQueue.FifoQueue === 'true',
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: encryptionKey,
      enforceSSL: true,
      deliveryDelay: Duration.seconds(props.loadIntervalSeconds),
      visibilityTimeout: Duration.seconds(Number(wakeUpQueue.VisibilityTimeout)),
      retentionPeriod: Duration.seconds(Number(wakeUpQueue.MessageRetentionPeriod)),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
    this.consumer = this.#consumer(props);
    this.loader = this.#loader(props);
    this.streamMappings = [
      this.#readStream('ReadCases', props.streams.cases, props),
      this.#readStream('ReadSurveys', props.streams.surveys, props),
    ];
    this.#wakeLoader(props.reconcileIntervalMinutes);
  }

  #consumer({ surroundings, storage, ...props }: SpeedLayerProps): PipelineFunction {
    const settings = functions['consume-events'];
    const consumer = new PipelineFunction(this, 'ConsumeEvents', {
      folder: 'consume-events',
      description: 'Streams to the archive: validates, routes, quarantines',
      surroundings,
      timeout: Duration.seconds(settings.Timeout),
      memorySize: settings.MemorySize,
      environment: {
        ARCHIVE_BUCKET: storage.archive.bucketName,
        LOAD_QUEUE_URL: this.wakeUps.queueUrl,
        LOAD_INTERVAL_SECONDS: String(props.loadIntervalSeconds),
        BUSINESS_TIMEZONE: props.businessTimezone,
      },
    });
    // The last is Lambda's own: what a mapping gave up on goes to the archive whole.
    allowWriting(consumer.role, storage.archive, [
      'archive/',
      'quarantine-raw/',
      'receipts/',
      onFailurePrefix,
    ]);
    allowListing(consumer.role, storage.archive);
    allow(consumer.role, { actions: ['sqs:SendMessage'], resources: [this.wakeUps.queueArn] });
    allowKey(consumer.role, surroundings.encryptionKey, 'write');
    return consumer;
  }

  #loader({
    surroundings,
    storage,
    warehouse,
    streams,
    ...props
  }: SpeedLayerProps): PipelineFunction {
    const settings = functions['load-facts'];
    const loader = new PipelineFunction(this, 'LoadFacts', {
      folder: 'load-facts',
      roleName: warehouseRoleName(this, 'load-facts'),
      description: 'Archive to the speed tables: loads what the ledger lacks',
      surroundings,
      timeout: Duration.seconds(settings.Timeout),
      memorySize: settings.MemorySize,
      reservedConcurrentExecutions: loadersAtOnce,
      environment: {
        ARCHIVE_BUCKET: storage.archive.bucketName,
        STAGING_BUCKET: storage.staging.bucketName,
        WAREHOUSE_WORKGROUP: warehouse.workgroupName,
        WAREHOUSE_DATABASE: warehouse.databaseName,
        COPY_ROLE_ARN: warehouse.copyRole.roleArn,
        CASE_STREAM: streams.cases.streamName,
        SURVEY_STREAM: streams.surveys.streamName,
        LOAD_MAX_BYTES: String(props.loadMaxBytes ?? 512 * mebibyte),
      },
    });
    allowReading(loader.role, storage.archive, ['archive/', 'receipts/', onFailurePrefix]);
    allowReading(loader.role, storage.staging, ['loads/']);
    allowWriting(loader.role, storage.staging, ['loads/', 'reconciliation/']);
    // A reconciliation counts the streams' records by itself.
    allow(loader.role, {
      actions: ['kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'],
      resources: [streams.cases.streamArn, streams.surveys.streamArn],
    });
    // A manifest that is done leaves the folder of those that are pending.
    allow(loader.role, {
      actions: ['s3:DeleteObject'],
      resources: [storage.staging.arnForObjects('loads/*')],
      wildcardReason: 'Manifests: their names are made at run time',
    });
    allow(loader.role, {
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resources: [this.wakeUps.queueArn],
    });
    allowKey(loader.role, surroundings.encryptionKey, 'write');
    allowWarehouse(loader.role, warehouse);
    return loader;
  }

  #readStream(
    id: string,
    stream: IStream,
    { storage, loadIntervalSeconds }: SpeedLayerProps,
  ): EventSourceMapping {
    const { role, function: target } = this.consumer;
    allow(role, {
      actions: [
        'kinesis:DescribeStream',
        'kinesis:DescribeStreamSummary',
        'kinesis:GetRecords',
        'kinesis:GetShardIterator',
        'kinesis:ListShards',
      ],
      resources: [stream.streamArn],
    });
    const mapping = new EventSourceMapping(this, id, {
      target,
      eventSourceArn: stream.streamArn,
      batchSize: streamMapping.BatchSize,
      maxBatchingWindow: Duration.seconds(batchingWindowSeconds(loadIntervalSeconds)),
      startingPosition: StartingPosition[streamMapping.StartingPosition],
      parallelizationFactor: streamMapping.ParallelizationFactor,
      bisectBatchOnError: streamMapping.BisectBatchOnFunctionError,
      reportBatchItemFailures:
        streamMapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      retryAttempts: streamMapping.MaximumRetryAttempts,
      maxRecordAge: Duration.seconds(streamMapping.MaximumRecordAgeInSeconds),
      onFailure: { bind: () => ({ destination: storage.archive.bucketArn }) },
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    mapping.node.addDependency(role);
    return mapping;
  }

  #wakeLoader(reconcileIntervalMinutes: number): void {
    const { role, function: target } = this.loader;
    const mapping = new EventSourceMapping(this, 'WakeLoader', {
      target,
      eventSourceArn: this.wakeUps.queueArn,
      batchSize: queueMapping.BatchSize,
      reportBatchItemFailures:
        queueMapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    });
    mapping.node.addDependency(role);
    // The schedules call again anyway: calls that failed or had to wait are not to pile up.
    target.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: Duration.seconds(sweepIntervalSeconds),
    });
    new Rule(this, 'Sweep', {
      description: 'Loads what no wake-up told of',
      schedule: Schedule.rate(Duration.seconds(sweepIntervalSeconds)),
      targets: [new LambdaFunction(target, { retryAttempts: 0 })],
    });
    new Rule(this, 'Reconcile', {
      description: 'Compares what was counted apart',
      schedule: Schedule.rate(Duration.minutes(reconcileIntervalMinutes)),
      targets: [
        new LambdaFunction(target, {
          event: RuleTargetInput.fromObject(reconcileEvent),
          retryAttempts: 0,
        }),
      ],
    });
  }
}
