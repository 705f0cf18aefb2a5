import { CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ArchiveCatalog } from './archive-catalog.ts';
import { BatchLayer } from './batch-layer.ts';
import type { Configuration } from './configuration.ts';
import { EventStreams } from './event-streams.ts';
import { DataKey } from './foundation/data-key.ts';
import type { FunctionSurroundings } from './foundation/pipeline-function.ts';
import { AlarmTopic } from './monitoring/alarm-topic.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import { Network } from './network.ts';
import { QuickSight } from './quicksight/quicksight.ts';
import { QuickSightUser } from './quicksight/user.ts';
import {
  CreatedSourceDatabase,
  ExistingSourceDatabase,
  type SourceDatabase,
} from './source-database.ts';
import { SpeedLayer } from './speed-layer.ts';
import { Storage } from './storage.ts';
import { AnalystAccess } from './warehouse/analyst-access.ts';
import { EngineerAccess } from './warehouse/engineer-access.ts';
import { Migration } from './warehouse/migration.ts';
import { PortForward } from './warehouse/port-forward.ts';
import { Warehouse } from './warehouse/warehouse.ts';

export type CasePulseStackProps = StackProps & { readonly configuration: Configuration };

/** All of CasePulse. */
export class CasePulseStack extends Stack {
  constructor(scope: Construct, id: string, { configuration, ...props }: CasePulseStackProps) {
    super(scope, id, {
      description: 'CasePulse: customer-care KPIs',
      // What holds data would stay, yet nothing would go on: to destroy takes a step more (docs/deploy.md).
      terminationProtection: true,
      ...props,
    });
    const { businessTimezone, loadIntervalSeconds, reconcileIntervalMinutes, retention } =
      configuration;
    Tags.of(this).add('project', this.stackName);

    const { key: encryptionKey } = new DataKey(this, 'DataKey');
    const surroundings: FunctionSurroundings = { encryptionKey, logRetention: retention.logDays };
    const network = new Network(this, 'Network', {
      ...surroundings,
      cidr: configuration.networkCidr,
      ...(configuration.availabilityZones && {
        availabilityZones: configuration.availabilityZones,
      }),
    });
    const { topic: alarms } = new AlarmTopic(this, 'Alarms', {
      encryptionKey,
      email: configuration.alarmEmail,
    });
    const streams = new EventStreams(this, 'Streams', { encryptionKey });
    const storage = new Storage(this, 'Storage', { encryptionKey, ...retention });
    new ArchiveCatalog(this, 'Catalog', { archive: storage.archive });
    const warehouse = new Warehouse(this, 'Warehouse', {
      surroundings,
      network,
      storage,
      ...configuration.warehouse,
    });
    const sourceDatabase = this.#sourceDatabase(configuration, network, surroundings);
    const speedLayer = new SpeedLayer(this, 'SpeedLayer', {
      surroundings,
      streams,
      storage,
      warehouse,
      businessTimezone,
      loadIntervalSeconds,
      reconcileIntervalMinutes,
    });
    const batchLayer = new BatchLayer(this, 'BatchLayer', {
      surroundings,
      network,
      storage,
      warehouse,
      sourceDatabase,
      businessTimezone,
      batchHour: configuration.batchHour,
      keyRanges: configuration.keyRanges,
      alarms,
    });
    const analysts = new AnalystAccess(this, 'Analysts', { warehouse });
    const engineers = new EngineerAccess(this, 'Engineers', {
      encryptionKey,
      streams,
      storage,
      speedLayer,
      warehouse,
      stateMachine: batchLayer.stateMachine.stateMachine,
    });
    if (configuration.portForward) {
      new PortForward(this, 'PortForward', {
        encryptionKey,
        network,
        warehouse,
        sourceDatabase,
        analysts,
      });
    }
    const { quicksightPrincipal } = configuration;
    const quicksightUser =
      quicksightPrincipal === undefined
        ? undefined
        : new QuickSightUser(this, 'QuickSightUser', { encryptionKey });
    const migration = new Migration(this, 'Migration', {
      surroundings,
      warehouse,
      businessTimezone,
      members: {
        analyst: analysts.role,
        loader: speedLayer.loader.role,
        batch: batchLayer.step.role,
      },
      ...(quicksightUser && { quicksightSecret: quicksightUser.secret }),
    });
    if (quicksightUser && quicksightPrincipal !== undefined) {
      new QuickSight(this, 'QuickSight', {
        network,
        warehouse,
        migration,
        user: quicksightUser,
        principal: quicksightPrincipal,
      });
    }
    // New code finds the schema that it knows.
    for (const { function: writer } of [speedLayer.loader, batchLayer.step]) {
      writer.node.addDependency(migration.resource);
    }
    new Monitoring(this, 'Monitoring', {
      streams,
      speedLayer,
      batchLayer,
      warehouse,
      alarms,
      loadIntervalSeconds,
      reconcileIntervalMinutes,
      quarantineAlarmRecords: configuration.quarantineAlarmRecords,
      maxRpuHoursPerDay: configuration.warehouse.maxRpuHoursPerDay,
      monthlyBudgetUsd: configuration.monthlyBudgetUsd,
    });
    this.#outputs({
      CaseStream: streams.cases.streamName,
      SurveyStream: streams.surveys.streamName,
      ArchiveBucket: storage.archive.bucketName,
      StagingBucket: storage.staging.bucketName,
      LoadQueueUrl: speedLayer.wakeUps.queueUrl,
      DeadLettersUrl: speedLayer.deadLetters.queueUrl,
      WarehouseWorkgroup: warehouse.workgroupName,
      WarehouseDatabase: warehouse.databaseName,
      CopyRoleArn: warehouse.copyRole.roleArn,
      SourceDatabaseSecretArn: sourceDatabase.secret.secretArn,
      BatchStateMachineArn: batchLayer.stateMachine.stateMachine.stateMachineArn,
      MigrationFunction: migration.function.function.functionName,
      AnalystRoleArn: analysts.role.roleArn,
      AnalystPolicyArn: analysts.policy.managedPolicyArn,
      EngineerPolicyArn: engineers.policy.managedPolicyArn,
      AlarmTopicArn: alarms.topicArn,
      BusinessTimezone: businessTimezone,
    });
  }

  #sourceDatabase(
    { sourceDatabase }: Configuration,
    network: Network,
    { encryptionKey, logRetention }: FunctionSurroundings,
  ): SourceDatabase {
    return sourceDatabase.kind === 'create'
      ? new CreatedSourceDatabase(this, 'SourceDatabase', { network, encryptionKey, logRetention })
      : new ExistingSourceDatabase(this, 'SourceDatabase', { network, ...sourceDatabase });
  }

  #outputs(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
