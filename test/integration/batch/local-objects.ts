import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { BatchConfig } from '../../../batch/config.ts';
import { startObjects } from '../../../local/objects.ts';

/** What the batch layer is told of its surroundings in these tests. */
export const batchConfig = (mysqlUrl: string | null): BatchConfig => ({
  archiveBucket: 'casepulse-archive',
  stagingBucket: 'casepulse-staging',
  workgroup: 'casepulse',
  database: 'casepulse',
  copyRoleArn: 'arn:aws:iam::000000000000:role/casepulse-copy',
  mysqlUrl,
  businessTimezone: 'UTC',
});

/** S3 on loopback with both buckets and one for histories; the SDK's environment points at it. */
export const startBuckets = async () => {
  const objects = await startObjects({});
  process.env['AWS_REGION'] = 'us-east-1';
  process.env['AWS_ACCESS_KEY_ID'] = 'casepulse-batch';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'local';
  process.env['AWS_ENDPOINT_URL_S3'] = objects.url;
  const client = new S3Client({});
  for (const Bucket of ['casepulse-archive', 'casepulse-staging', 'histories']) {
    await client.send(new CreateBucketCommand({ Bucket }));
  }
  client.destroy();
  return objects;
};
