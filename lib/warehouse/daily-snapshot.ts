import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { allow } from '../foundation/grants.ts';

export type DailySnapshotProps = {
  /** Key of the schedule. */
  readonly encryptionKey: IKey;
  /** What a snapshot is taken of. */
  readonly namespaceName: string;
  /** The same, for the right to do so. */
  readonly namespaceArn: string;
  /** How long a snapshot is kept. */
  readonly keepDays: number;
};

/** A snapshot a day, beside the recovery points of the last 24 hours that Serverless makes by itself. */
export class DailySnapshot extends Construct {
  constructor(scope: Construct, id: string, props: DailySnapshotProps) {
    super(scope, id);
    const { partition, region, account } = Stack.of(this);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com').withConditions({
        StringEquals: { 'aws:SourceAccount': account },
      }),
      description: 'Makes a snapshot of the warehouse a day',
    });
    allow(role, {
      actions: ['redshift-serverless:CreateSnapshot'],
      resources: [
        props.namespaceArn,
        `arn:${partition}:redshift-serverless:${region}:${account}:snapshot/*`,
      ],
      wildcardReason: "A snapshot's id is given when it is made",
    });
    allow(role, { actions: ['kms:Decrypt'], resources: [props.encryptionKey.keyArn] });
    new CfnSchedule(this, 'Schedule', {
      description: 'CasePulse: daily snapshot of the warehouse',
      scheduleExpression: 'rate(1 day)',
      flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: 60 },
      kmsKeyArn: props.encryptionKey.keyArn,
      target: {
        arn: `arn:${partition}:scheduler:::aws-sdk:redshiftserverless:createSnapshot`,
        roleArn: role.roleArn,
        input: JSON.stringify({
          NamespaceName: props.namespaceName,
          SnapshotName: 'casepulse-<aws.scheduler.execution-id>',
          RetentionPeriod: props.keepDays,
        }),
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
      },
    }).node.addDependency(role);
  }
}
