import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { startObjects } from '../../../local/objects.ts';

const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const clients = (url: string) => {
  const options = {
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  };
  const s3 = new S3Client(options);
  const sqs = new SQSClient(options);
  closers.push(
    () => s3.destroy(),
    () => sqs.destroy(),
  );
  return { s3, sqs, queueUrl: `${url}/000000000000/q.fifo` };
};

const started = async (options: Parameters<typeof startObjects>[0] = {}) => {
  const server = await startObjects(options);
  closers.push(server.close);
  return { server, ...clients(server.url) };
};

const createQueue = (sqs: SQSClient, delaySeconds: number) =>
  sqs.send(
    new CreateQueueCommand({
      QueueName: 'q.fifo',
      Attributes: {
        FifoQueue: 'true',
        DelaySeconds: String(delaySeconds),
        VisibilityTimeout: '3600',
      },
    }),
  );

const send = (sqs: SQSClient, queueUrl: string, body: string, group = 'g') =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: body,
      MessageGroupId: group,
      MessageDeduplicationId: body,
    }),
  );

const receive = async (sqs: SQSClient, queueUrl: string, waitSeconds = 0) => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: waitSeconds,
    }),
  );
  return Messages;
};

const temporaryFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casepulse-objects-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

describe('the local S3 and SQS', () => {
  it('listens on loopback only', async () => {
    const { server } = await started();
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal)?.address;
    if (outside) await expect(fetch(`http://${outside}:${server.port}/health`)).rejects.toThrow();
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  it('takes an object larger than 11 MiB in one request', async () => {
    const { s3 } = await started();
    await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    const Body = Buffer.alloc(12 * 1024 * 1024, 7);
    await s3.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'large', Body }));
    const { Body: stored } = await s3.send(
      new GetObjectCommand({ Bucket: 'bucket', Key: 'large' }),
    );
    expect((await stored?.transformToByteArray())?.length).toBe(Body.length);
  });

  it('lists keys in the order of their bytes, page by page, none skipped', async () => {
    const { s3 } = await started();
    await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    const keys = ['a-1', 'a_1', 'A-1', 'B', 'a/1', 'a/_2', 'a/-3', 'b', '_', '-', 'a1', 'a=1'];
    for (const Key of keys) {
      await s3.send(new PutObjectCommand({ Bucket: 'bucket', Key, Body: Key }));
    }
    const listed: string[] = [];
    const pages = paginateListObjectsV2({ client: s3, pageSize: 2 }, { Bucket: 'bucket' });
    for await (const page of pages) listed.push(...(page.Contents ?? []).map((o) => o.Key ?? ''));
    expect(listed).toEqual([...keys].sort());
    const grouped = await s3.send(
      new ListObjectsV2Command({ Bucket: 'bucket', Delimiter: '/', Prefix: 'a' }),
    );
    expect(grouped.CommonPrefixes).toEqual([{ Prefix: 'a/' }]);
    expect(grouped.Contents?.map((o) => o.Key)).toEqual(['a-1', 'a1', 'a=1', 'a_1']);
  });

  it('holds a FIFO message back for DelaySeconds and takes it once in a deduplication interval', async () => {
    const { sqs, queueUrl } = await started();
    await createQueue(sqs, 1);
    await send(sqs, queueUrl, 'one');
    await send(sqs, queueUrl, 'one');
    expect(await receive(sqs, queueUrl)).toEqual([]);
    const [message, ...more] = await receive(sqs, queueUrl, 5);
    expect([message?.Body, more]).toEqual(['one', []]);
    await sqs.send(
      new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message?.ReceiptHandle }),
    );
    await send(sqs, queueUrl, 'one');
    expect(await receive(sqs, queueUrl, 2)).toEqual([]);
  });

  it('gives no second message of a group while one is being worked on', async () => {
    const { sqs, queueUrl } = await started();
    await createQueue(sqs, 0);
    await send(sqs, queueUrl, 'one', 'g');
    await send(sqs, queueUrl, 'two', 'g');
    await send(sqs, queueUrl, 'other', 'h');
    const bodies = (await receive(sqs, queueUrl)).map((message) => message.Body);
    expect(bodies.sort()).toEqual(['one', 'other']);
    expect(await receive(sqs, queueUrl)).toEqual([]);
  });

  it('loses nothing that it acknowledged when killed, and brings messages that were worked on again at once', async () => {
    const dataDir = await temporaryFolder();
    const child = fork(
      '-e',
      [
        `import(process.argv[1]).then(async ({ startObjects }) => process.send((await startObjects({ dataDir: process.argv[2] })).url))`,
        new URL('../../../local/objects.ts', import.meta.url).href,
        dataDir,
      ],
      { execArgv: [] },
    );
    const [url] = (await once(child, 'message')) as [string];
    const before = clients(url);
    await before.s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    await createQueue(before.sqs, 0);
    await send(before.sqs, before.queueUrl, 'in work');
    await receive(before.sqs, before.queueUrl);
    await send(before.sqs, before.queueUrl, 'waiting');
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        before.s3.send(
          new PutObjectCommand({ Bucket: 'bucket', Key: `k/${i}:%`, Body: `body ${i}` }),
        ),
      ),
    );
    child.kill('SIGKILL');
    await once(child, 'exit');

    const { s3, sqs, queueUrl } = await started({ dataDir });
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'bucket' }));
    expect(Contents).toHaveLength(50);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'k/49:%' }));
    expect(await Body?.transformToString()).toBe('body 49');
    const bodies: (string | undefined)[] = [];
    while (bodies.length < 2) {
      for (const message of await receive(sqs, queueUrl, 5)) {
        bodies.push(message.Body);
        await sqs.send(
          new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }),
        );
      }
    }
    expect(bodies).toEqual(['in work', 'waiting']);
  });
});
