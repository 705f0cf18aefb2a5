import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { dataRemovalPolicy } from './data-removal.ts';

export type DataKeyProps = {
  /** What becomes of the key with the stack; see dataRemovalPolicy. @default RETAIN */
  readonly removalPolicy?: RemovalPolicy;
};

/**
 * The one key of a stack: streams, buckets, queues, logs, warehouse and secrets. One key, since they
 * all hold the same data, and whoever may read it in one place could read it in the next.
 */
export class DataKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, props: DataKeyProps = {}) {
    super(scope, id);
    const { partition, region, account } = Stack.of(this);
    this.key = new Key(this, 'Key', {
      description: 'CasePulse: encrypts events, facts, logs and secrets',
      enableKeyRotation: true,
      removalPolicy: dataRemovalPolicy(this, props.removalPolicy),
    });
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    this.key.grantEncryptDecrypt(
      new ServicePrincipal(`logs.${region}.amazonaws.com`, {
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:*`,
          },
        },
      }),
    );
    // Alarms and budgets publish to the encrypted topic, the sweep's rule and S3 do not come by.
    for (const service of ['cloudwatch', 'budgets']) {
      this.key.grantEncryptDecrypt(
        new ServicePrincipal(`${service}.amazonaws.com`, {
          conditions: { StringEquals: { 'aws:SourceAccount': account } },
        }),
      );
    }
  }
}
