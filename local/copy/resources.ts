import {
  CreateStreamCommand,
  IncreaseStreamRetentionPeriodCommand,
  type KinesisClient,
  ResourceInUseException,
  waitUntilStreamExists,
} from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { kinesisClient } from '../../adapters/kinesis-client.ts';
import {
  maxReceiveCount,
  streamRetentionHours,
  wakeUpQueue,
} from '../../lambdas/event-source-settings.ts';
import { localAccount } from '../account.ts';

type Environment = Readonly<Record<string, string>>;

/** Shards of each stream: two where the load is, one beside it. */
const shardCounts = { CASE_STREAM: 2, SURVEY_STREAM: 1 } as const;

const ensureStream = async (client: KinesisClient, name: string, shards: number): Promise<void> => {
  try {
    await client.send(new CreateStreamCommand({ StreamName: name, ShardCount: shards }));
  } catch (error) {
    if (error instanceof ResourceInUseException) return;
    throw error;
  }
  await waitUntilStreamExists({ client, minDelay: 0.05, maxWaitTime: 30 }, { StreamName: name });
  await client.send(
    new IncreaseStreamRetentionPeriodCommand({
      StreamName: name,
      RetentionPeriodHours: streamRetentionHours,
    }),
  );
};

const ensureQueue = async (env: Environment): Promise<void> => {
  const client = new SQSClient({});
  const url = env['LOAD_QUEUE_URL'] ?? '';
  const name = url.split('/').at(-1) ?? '';
  const deadLetters = name.replace('.fifo', '-dead-letters.fifo');
  await client.send(
    new CreateQueueCommand({ QueueName: deadLetters, Attributes: { FifoQueue: 'true' } }),
  );
  await client.send(new CreateQueueCommand({ QueueName: name, Attributes: { FifoQueue: 'true' } }));
  const { FifoQueue: _, ...settings } = wakeUpQueue;
  await client.send(
    new SetQueueAttributesCommand({
      QueueUrl: url,
      Attributes: {
        ...settings,
        DelaySeconds: env['LOAD_INTERVAL_SECONDS'] ?? '',
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: `arn:aws:sqs:${env['AWS_REGION']}:${localAccount}:${deadLetters}`,
          maxReceiveCount,
        }),
      },
    }),
  );
  client.destroy();
};

/** Makes what the stack makes on AWS: streams, buckets, queues. What is there stays. */
export const ensureResources = async (env: Environment): Promise<void> => {
  const kinesis = kinesisClient();
  const s3 = new S3Client({});
  const buckets = [env['ARCHIVE_BUCKET'], env['STAGING_BUCKET']];
  await Promise.all([
    ...Object.entries(shardCounts).map(([variable, shards]) =>
      ensureStream(kinesis, env[variable] ?? '', shards),
    ),
    ...buckets.map((Bucket) => s3.send(new CreateBucketCommand({ Bucket }))),
    ensureQueue(env),
  ]);
  kinesis.destroy();
  s3.destroy();
};
