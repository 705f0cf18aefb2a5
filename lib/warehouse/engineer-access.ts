import { ArnFormat, Stack } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { EventStreams } from '../event-streams.ts';
import {
  allow,
  allowDescribing,
  allowKey,
  allowReading,
  allowWriting,
} from '../foundation/grants.ts';
import type { SpeedLayer } from '../speed-layer.ts';
import type { Storage } from '../storage.ts';
import { allowCancelling, allowWarehouse } from './access.ts';
import type { Warehouse } from './warehouse.ts';

export type EngineerAccessProps = {
  /** Key of all that the commands read and write. */
  readonly encryptionKey: IKey;
  /** What `send`, `simulate` and redrives write to, and reconciliations count. */
  readonly streams: EventStreams;
  /** Archive, originals, manifests and marks. */
  readonly storage: Storage;
  /** Whose queues are asked for what waits. */
  readonly speedLayer: SpeedLayer;
  /** What is loaded, asked and marked. */
  readonly warehouse: Warehouse;
  /** What `batch` starts. */
  readonly stateMachine: StateMachine;
};

/**
 * What who runs it may call: every command with `--stack`. It is for the account to attach to a role of its own, which the
 * database then knows as a member of the role `engineer` (sql/migrations/0017_engineer.sql).
 */
export class EngineerAccess extends Construct {
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, props: EngineerAccessProps) {
    super(scope, id);
    const { storage, streams, speedLayer, warehouse } = props;
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: 'CasePulse engineers: every command on the stack',
    });
    allowDescribing(this.policy);
    allowWarehouse(this.policy, warehouse);
    allowCancelling(this.policy);
    const stored = ['archive/', 'quarantine-raw/', 'receipts/', 'redriven/'];
    allowReading(this.policy, storage.archive, [...stored, 'aws/lambda/']);
    allowWriting(this.policy, storage.archive, stored);
    allowReading(this.policy, storage.staging, ['loads/']);
    allowWriting(this.policy, storage.staging, ['loads/', 'reconciliation/', 'history/']);
    allow(this.policy, {
      actions: ['s3:DeleteObject'],
      resources: [storage.staging.arnForObjects('loads/*')],
      wildcardReason: 'Manifests and marks: their names are made at run time',
    });
    allow(this.policy, {
      actions: [
        'kinesis:DescribeStreamSummary',
        'kinesis:GetRecords',
        'kinesis:GetShardIterator',
        'kinesis:ListShards',
        'kinesis:PutRecords',
      ],
      resources: [streams.cases.streamArn, streams.surveys.streamArn],
    });
    const { wakeUps, deadLetters } = speedLayer;
    allow(this.policy, {
      actions: ['sqs:GetQueueAttributes'],
      resources: [wakeUps.queueArn, deadLetters.queueArn],
    });
    allow(this.policy, { actions: ['sqs:SendMessage'], resources: [wakeUps.queueArn] });
    allow(this.policy, {
      actions: ['sqs:DeleteMessage', 'sqs:ReceiveMessage'],
      resources: [deadLetters.queueArn],
    });
    this.#allowRuns(props.stateMachine);
    allowKey(this.policy, props.encryptionKey, 'write');
  }

  #allowRuns({ stateMachineArn, stateMachineName }: StateMachine): void {
    allow(this.policy, {
      actions: ['states:ListExecutions', 'states:StartExecution'],
      resources: [stateMachineArn],
    });
    allow(this.policy, {
      actions: ['states:DescribeExecution', 'states:GetExecutionHistory'],
      resources: [
        Stack.of(this).formatArn({
          service: 'states',
          resource: 'execution',
          resourceName: `${stateMachineName}:*`,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      wildcardReason: 'Runs of the one state machine: their names are made at run time',
    });
  }
}
