import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  type LifecycleRule,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { manifestPrefix } from '../domain/archive-layout.ts';
import { kinds } from '../domain/facts.ts';
import { dataRemovalPolicy } from './foundation/data-removal.ts';
import { explainWildcards } from './foundation/grants.ts';

export type StorageProps = {
  /** Key of archive and staging; S3 delivers access logs with its own alone. */
  readonly encryptionKey: IKey;
  /** How long manifests of finished loads and what batch runs leave behind are kept. */
  readonly stagingDays: number;
  /** Age at which archive objects move to a cheaper class. */
  readonly infrequentAccessAfterDays: number;
  /** What becomes of the buckets with the stack; see dataRemovalPolicy. @default RETAIN */
  readonly removalPolicy?: RemovalPolicy;
};

/** A version that was overwritten or deleted can be brought back this long. */
const noncurrentDays = 30;
const accessLogDays = 365;

/** The archive (the master data set: never expires), what loads and runs leave behind, and who asked for it. */
export class Storage extends Construct {
  readonly archive: Bucket;
  readonly staging: Bucket;
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string, props: StorageProps) {
    super(scope, id);
    const { encryptionKey, stagingDays, infrequentAccessAfterDays } = props;
    const safe: BucketProps = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: dataRemovalPolicy(this, props.removalPolicy),
    };
    const everyBucket: LifecycleRule = {
      id: 'left-behind',
      abortIncompleteMultipartUploadAfter: Duration.days(7),
      noncurrentVersionExpiration: Duration.days(noncurrentDays),
    };
    // S3 delivers access logs to a bucket with its own key only.
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...safe,
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ ...everyBucket, expiration: Duration.days(accessLogDays) }],
    });
    explainWildcards(
      this.accessLogs,
      "S3's own log delivery, to this bucket and from the two others only",
      ['archive/*', 'staging/*'].map((objects) => this.accessLogs.arnForObjects(objects)),
    );
    const encrypted: BucketProps = {
      ...safe,
      encryption: BucketEncryption.KMS,
      encryptionKey,
      bucketKeyEnabled: true,
      // CDK's class is no CDK interface under exactOptionalPropertyTypes.
      serverAccessLogsBucket: this.accessLogs as IBucket,
    };
    this.archive = new Bucket(this, 'Archive', {
      ...encrypted,
      serverAccessLogsPrefix: 'archive/',
      lifecycleRules: [
        everyBucket,
        {
          id: 'colder',
          // Objects below 128 KiB, receipts among them, stay: they would cost more there, so S3 leaves them out.
          transitions: [
            {
              storageClass: StorageClass.INFREQUENT_ACCESS,
              transitionAfter: Duration.days(infrequentAccessAfterDays),
            },
          ],
        },
      ],
    });
    const expires = (prefix: string): LifecycleRule => ({
      id: prefix.replaceAll('/', '-').replace(/-$/, ''),
      prefix,
      expiration: Duration.days(stagingDays),
    });
    this.staging = new Bucket(this, 'Staging', {
      ...encrypted,
      serverAccessLogsPrefix: 'staging/',
      // Marks of unreadable objects (loads/<kind>/refused/) stay as long as the objects: every load asks for them.
      lifecycleRules: [
        everyBucket,
        expires('runs/'),
        expires('history/'),
        expires('reconciliation/'),
        ...kinds.map((kind) => expires(manifestPrefix(kind, 'done'))),
      ],
    });
  }
}
