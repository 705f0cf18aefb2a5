import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { KinesisStreamEvent } from 'aws-lambda';
import { LoadQueue } from '../../../adapters/load-queue.ts';
import { ObjectStore } from '../../../adapters/object-store.ts';
import type { WakeUp } from '../../../domain/messages.ts';
import type { Consumer } from '../../../lambdas/consume-events/consume.ts';
import { startObjects } from '../../../local/objects.ts';

const credentials = { accessKeyId: 'casepulse-load-facts', secretAccessKey: 'local' };

/** S3 and SQS on loopback with both buckets and the wake-up queue, and a consumer on them. */
export const startStorage = async (intervalSeconds = 1) => {
  const server = await startObjects();
  const options = { endpoint: server.url, region: 'us-east-1', credentials };
  const s3 = new S3Client(options);
  const sqs = new SQSClient(options);
  for (const Bucket of ['archive', 'staging']) await s3.send(new CreateBucketCommand({ Bucket }));
  await sqs.send(
    new CreateQueueCommand({ QueueName: 'q.fifo', Attributes: { FifoQueue: 'true' } }),
  );
  const queueUrl = `${server.url}/000000000000/q.fifo`;
  const log: Record<string, unknown>[] = [];
  /** Figures that were counted, by name. */
  const counts: Record<string, number> = {};
  const count = (metric: string, value: number): void => {
    counts[metric] = (counts[metric] ?? 0) + value;
  };
  const archive = new ObjectStore('archive', s3);
  const consumer: Consumer = {
    archive,
    queue: new LoadQueue(queueUrl, intervalSeconds, sqs),
    businessTimezone: 'UTC',
    maxRows: 1000,
    maxTextBytes: 64 * 1024 * 1024,
    log: (entry) => log.push({ ...entry }),
    count,
    now: () => new Date('2026-03-10T12:00:00Z'),
  };
  /** The bodies of the messages that can be received now; they are deleted. */
  const receive = async (): Promise<WakeUp[]> => {
    const bodies: WakeUp[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return bodies;
      for (const { Body = '', ReceiptHandle } of Messages) {
        bodies.push(JSON.parse(Body));
        await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
      }
    }
  };
  return {
    url: server.url,
    archive,
    staging: new ObjectStore('staging', s3),
    consumer,
    log,
    count,
    counts,
    receive,
    close: async () => {
      s3.destroy();
      sqs.destroy();
      await server.close();
    },
  };
};

export type Storage = Awaited<ReturnType<typeof startStorage>>;

/** Sequence numbers as Kinesis has them: 56 digits. */
export const sequence = (position: number): string =>
  `49590338271490256608559692538361571095${String(position).padStart(18, '0')}`;

export type Sent = {
  readonly data: Uint8Array | string | object;
  readonly arrivedMs?: number;
  /** @default its index */
  readonly partitionKey?: string;
};

/** Noon of 2026-03-10, UTC, in milliseconds. */
export const noonMs = Date.UTC(2026, 2, 10, 12);

/** What Lambda hands to a consumer: records of one shard, the first at position `first`. */
export const kinesisEvent = (
  sent: readonly Sent[],
  first = 0,
  { stream = 'case-stream', shard = 'shardId-000000000000' } = {},
): KinesisStreamEvent => ({
  Records: sent.map(({ data, arrivedMs = noonMs, partitionKey }, index) => {
    const bytes =
      data instanceof Uint8Array
        ? data
        : Buffer.from(typeof data === 'string' ? data : JSON.stringify(data));
    return {
      awsRegion: 'us-east-1',
      eventID: `${shard}:${sequence(first + index)}`,
      eventName: 'aws:kinesis:record',
      eventSource: 'aws:kinesis',
      eventSourceARN: `arn:aws:kinesis:us-east-1:000000000000:stream/${stream}`,
      eventVersion: '1.0',
      invokeIdentityArn: 'arn:aws:iam::000000000000:role/consume',
      kinesis: {
        approximateArrivalTimestamp: arrivedMs / 1000,
        data: Buffer.from(bytes).toString('base64'),
        kinesisSchemaVersion: '1.0',
        partitionKey: partitionKey ?? String(index),
        sequenceNumber: sequence(first + index),
      },
    };
  }),
});
