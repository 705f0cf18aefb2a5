import { Duration, TimeZone } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { BatchStateMachine } from './batch-state-machine.ts';
import { allow, allowKey, allowReading, allowWriting } from './foundation/grants.ts';
import { type FunctionSurroundings, PipelineFunction } from './foundation/pipeline-function.ts';
import type { Network } from './network.ts';
import type { SourceDatabase } from './source-database.ts';
import type { Storage } from './storage.ts';
import { allowWarehouse, warehouseRoleName } from './warehouse/access.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

export type BatchLayerProps = {
  /** Key and log retention of its functions. */
  readonly surroundings: FunctionSurroundings;
  /** Where the function that reads MySQL runs. */
  readonly network: Network;
  /** What runs read and write. */
  readonly storage: Storage;
  /** Where runs publish. */
  readonly warehouse: Warehouse;
  /** Where the dimensions are read. */
  readonly sourceDatabase: SourceDatabase;
  /** IANA zone of the events' timestamps, and of `batchHour`. */
  readonly businessTimezone: string;
  /** Hour of the business day at which a run starts. */
  readonly batchHour: number;
  /** Dimensions that are read in ranges of their keys, and in how many. @default none: one snapshot of all tables */
  readonly keyRanges?: Readonly<Record<string, number>> | undefined;
  /** Who is told of a run that failed. */
  readonly alarms: ITopic;
};

/** Where people put history for a run: `{"history": "s3://<staging bucket>/history/"}`. */
const historyPrefix = 'history/';

/** Lambda's longest. */
const stepTimeout = Duration.minutes(15);

/**
 * The batch layer's steps (batch/step-order.ts) as a state machine, once a day. The history's files are
 * converted side by side. A run that fails has published nothing, and the next one makes up for it.
 */
export class BatchLayer extends Construct {
  readonly step: PipelineFunction;
  readonly extract: PipelineFunction;
  readonly stateMachine: BatchStateMachine;

  constructor(scope: Construct, id: string, props: BatchLayerProps) {
    super(scope, id);
    this.step = this.#step(props);
    this.extract = this.#extract(props);
    this.stateMachine = new BatchStateMachine(this, 'StateMachine', {
      surroundings: props.surroundings,
      step: this.step,
      extract: this.extract,
      staging: props.storage.staging,
      alarms: props.alarms,
    });
    new Schedule(this, 'Daily', {
      description: 'CasePulse: a batch run a day, in the business zone',
      schedule: ScheduleExpression.cron({
        hour: String(props.batchHour),
        minute: '0',
        timeZone: TimeZone.of(props.businessTimezone),
      }),
      target: new StepFunctionsStartExecution(this.stateMachine.stateMachine, {
        // Else Scheduler's own event is the input.
        input: ScheduleTargetInput.fromObject({}),
        retryAttempts: 3,
        maxEventAge: Duration.hours(1),
      }),
      key: props.surroundings.encryptionKey,
    });
  }

  #step({ surroundings, storage, warehouse, businessTimezone }: BatchLayerProps): PipelineFunction {
    const step = new PipelineFunction(this, 'BatchStep', {
      folder: 'batch-step',
      roleName: warehouseRoleName(this, 'batch'),
      description: 'One step of a batch run: converts history, folds, publishes',
      surroundings,
      timeout: stepTimeout,
      memorySize: 2048,
      environment: {
        ARCHIVE_BUCKET: storage.archive.bucketName,
        STAGING_BUCKET: storage.staging.bucketName,
        WAREHOUSE_WORKGROUP: warehouse.workgroupName,
        WAREHOUSE_DATABASE: warehouse.databaseName,
        COPY_ROLE_ARN: warehouse.copyRole.roleArn,
        BUSINESS_TIMEZONE: businessTimezone,
      },
    });
    allowReading(step.role, storage.archive, ['receipts/']);
    allowWriting(step.role, storage.archive, ['archive/', 'quarantine-raw/', 'receipts/']);
    allowReading(step.role, storage.staging, ['runs/', historyPrefix]);
    allowWriting(step.role, storage.staging, ['runs/']);
    allowKey(step.role, surroundings.encryptionKey, 'write');
    allowWarehouse(step.role, warehouse);
    return step;
  }

  #extract(props: BatchLayerProps): PipelineFunction {
    const { surroundings, storage, network, sourceDatabase, keyRanges = {} } = props;
    const { secret, secretKeyArn } = sourceDatabase;
    const ranges = Object.entries(keyRanges).map(([name, parts]) => `${name}:${parts}`);
    const extract = new PipelineFunction(this, 'ExtractDimensions', {
      folder: 'extract-dimensions',
      description: 'Reads the dimensions out of MySQL',
      surroundings,
      timeout: stepTimeout,
      memorySize: 1024,
      network: { vpc: network.vpc, securityGroup: network.sourceReaders },
      environment: {
        STAGING_BUCKET: storage.staging.bucketName,
        MYSQL_SECRET_ARN: secret.secretArn,
        MYSQL_KEY_RANGES: ranges.join(',') || 'none',
      },
    });
    allowWriting(extract.role, storage.staging, ['runs/']);
    // Parts of an upload that failed are taken away again.
    allow(extract.role, {
      actions: ['s3:AbortMultipartUpload'],
      resources: [storage.staging.arnForObjects('runs/*')],
      wildcardReason: 'Objects under one prefix: their names are made at run time',
    });
    allow(extract.role, {
      actions: ['secretsmanager:GetSecretValue'],
      resources: [secret.secretArn],
    });
    allowKey(extract.role, surroundings.encryptionKey, 'write');
    if (secretKeyArn !== undefined) {
      allow(extract.role, { actions: ['kms:Decrypt'], resources: [secretKeyArn] });
    }
    return extract;
  }
}
