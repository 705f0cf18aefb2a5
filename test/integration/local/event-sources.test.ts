import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  CreateStreamCommand,
  KinesisClient,
  PutRecordsCommand,
  waitUntilStreamExists,
} from '@aws-sdk/client-kinesis';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { KinesisStreamEvent, SQSEvent } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { GivenUp } from '../../../local/event-sources/batch-work.ts';
import { FunctionProcess } from '../../../local/event-sources/function-process.ts';
import { startStreamMapping } from '../../../local/event-sources/kinesis-mapping.ts';
import { invocationRecord } from '../../../local/event-sources/on-failure.ts';
import { startQueueMapping } from '../../../local/event-sources/queue-mapping.ts';
import { startKinesis } from '../../../local/kinesis.ts';
import { startObjects } from '../../../local/objects.ts';

const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const region = 'us-east-1';
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
const shardId = 'shardId-000000000000';

type Recorded<Event> = {
  texts: string[];
  event: Event;
  remainingMs: number;
  env: Record<string, string>;
};

/** A folder, and a function that records what it gets there. */
const recorder = async <Event>(timeoutSeconds = 30) => {
  const folder = await mkdtemp(join(tmpdir(), 'casepulse-sources-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'invocations');
  const target = new FunctionProcess({
    name: 'recording',
    modulePath: resolve(import.meta.dirname, 'fixtures/recording-handler.ts'),
    timeoutSeconds,
    memoryMegabytes: 128,
    region,
    env: { RECORD_FILE: file },
    log: join(folder, 'log'),
  });
  closers.push(() => target.close());
  const invocations = (): Recorded<Event>[] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Recorded<Event>)
      : [];
  return { folder, target, invocations, texts: () => invocations().map(({ texts }) => texts) };
};

const streamWith = async (texts: string[]) => {
  const server = await startKinesis();
  const client = new KinesisClient({ endpoint: server.url, region, credentials });
  closers.push(server.close, () => client.destroy());
  await client.send(new CreateStreamCommand({ StreamName: 's', ShardCount: 1 }));
  await waitUntilStreamExists({ client, maxWaitTime: 10, minDelay: 0.02 }, { StreamName: 's' });
  const put = (more: string[]) =>
    client.send(
      new PutRecordsCommand({
        StreamName: 's',
        Records: more.map((text) => ({ Data: Buffer.from(text), PartitionKey: 'key' })),
      }),
    );
  if (texts.length > 0) await put(texts);
  return { client, put };
};

const mapping = (
  client: KinesisClient,
  { folder, target }: { folder: string; target: FunctionProcess },
  settings: Partial<Parameters<typeof startStreamMapping>[0]['settings']> = {},
) => {
  const givenUp: GivenUp[] = [];
  const { close } = startStreamMapping({
    client,
    stream: 's',
    region,
    target,
    settings: {
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 0,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 2,
      MaximumRecordAgeInSeconds: 3600,
      ...settings,
    },
    checkpoints: join(folder, 'checkpoints'),
    giveUp: async (_shardId, what) => {
      givenUp.push(what);
    },
    now: () => new Date(),
    log: () => undefined,
    idlePollMs: 10,
    firstRetryMs: 5,
  });
  let isClosed = false;
  const closeOnce = async () => {
    if (!isClosed) await close();
    isClosed = true;
  };
  closers.push(closeOnce);
  const checkpoint = (): string | null => {
    const file = join(folder, 'checkpoints', 's', `${shardId}.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).sequenceNumber : null;
  };
  return { givenUp, close: closeOnce, checkpoint };
};

const until = (holds: () => void) => vi.waitFor(holds, { timeout: 20_000, interval: 20 });

describe('the stream mapping', () => {
  it('gives the handler the event, context and environment that Lambda gives', async () => {
    const { client } = await streamWith(['one']);
    const recording = await recorder<KinesisStreamEvent>();
    mapping(client, recording);
    await until(() => expect(recording.invocations()).toHaveLength(1));
    const [invocation] = recording.invocations();
    const [record] = invocation?.event.Records ?? [];
    expect(record).toEqual({
      kinesis: {
        kinesisSchemaVersion: '1.0',
        partitionKey: 'key',
        sequenceNumber: expect.stringMatching(/^\d{56}$/),
        data: Buffer.from('one').toString('base64'),
        approximateArrivalTimestamp: expect.any(Number),
      },
      eventSource: 'aws:kinesis',
      eventVersion: '1.0',
      eventID: `${shardId}:${record?.kinesis.sequenceNumber}`,
      eventName: 'aws:kinesis:record',
      invokeIdentityArn: expect.stringMatching(/^arn:aws:iam::/),
      awsRegion: region,
      eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/s',
    });
    // Seconds with decimals, not milliseconds.
    const ageSeconds = Date.now() / 1000 - (record?.kinesis.approximateArrivalTimestamp ?? 0);
    expect(Math.abs(ageSeconds)).toBeLessThan(3600);
    expect(invocation?.remainingMs).toBeGreaterThan(0);
    expect(invocation?.env['AWS_LAMBDA_FUNCTION_NAME']).toBe('recording');
    expect(invocation?.env).not.toHaveProperty('AWS_ENDPOINT_URL');
  });

  it('gathers records until the batching window closes', async () => {
    const { client, put } = await streamWith(['one']);
    const recording = await recorder();
    mapping(client, recording, { MaximumBatchingWindowInSeconds: 1 });
    await put(['two']);
    await put(['three']);
    await until(() => expect(recording.texts()).toEqual([['one', 'two', 'three']]));
  });

  it('does not wait for the window when a batch is full', async () => {
    const { client } = await streamWith(['one', 'two', 'three']);
    const recording = await recorder();
    mapping(client, recording, { BatchSize: 2, MaximumBatchingWindowInSeconds: 300 });
    await until(() => expect(recording.texts()).toEqual([['one', 'two']]));
  });

  it('begins again at the lowest failed record, and checkpoints what came before', async () => {
    const { client } = await streamWith(['one', 'fail-once', 'three']);
    const recording = await recorder<KinesisStreamEvent>();
    const { checkpoint } = mapping(client, recording);
    await until(() =>
      expect(recording.texts()).toEqual([
        ['one', 'fail-once', 'three'],
        ['fail-once', 'three'],
      ]),
    );
    const last = recording.invocations()[0]?.event.Records[2]?.kinesis.sequenceNumber;
    await until(() => expect(checkpoint()).toBe(last));
  });

  it('tries again after a crash of the process, and after a time-out', async () => {
    const { client, put } = await streamWith(['crash-once']);
    const recording = await recorder(1);
    mapping(client, recording);
    await until(() => expect(recording.texts()).toEqual([['crash-once'], ['crash-once']]));
    await put(['hang-once']);
    await until(() => expect(recording.texts().slice(2)).toEqual([['hang-once'], ['hang-once']]));
  });

  it('halves a failing batch, gives up on the poison record alone, and goes on', async () => {
    const { client, put } = await streamWith(['one', 'two', 'poison', 'four']);
    const recording = await recorder<KinesisStreamEvent>();
    const { givenUp, checkpoint } = mapping(client, recording);
    await until(() => expect(givenUp).toHaveLength(1));
    await put(['five']);
    const succeeded = () =>
      recording
        .texts()
        .filter((texts) => !texts.includes('poison'))
        .flat();
    await until(() => expect(succeeded()).toEqual(['one', 'two', 'four', 'five']));
    expect(recording.texts().filter((texts) => texts.join() === 'poison')).toHaveLength(3);
    const what = givenUp[0] as GivenUp;
    expect(what).toMatchObject({ condition: 'RetryAttemptsExhausted', attempts: 3 });
    await until(() =>
      expect(checkpoint()).toBe(
        recording.invocations().at(-1)?.event.Records.at(-1)?.kinesis.sequenceNumber,
      ),
    );
    const stored = invocationRecord(what, { stream: 's', shardId, functionArn: 'arn' }, new Date());
    const payload = JSON.parse(stored.payload) as KinesisStreamEvent;
    expect(payload.Records.map(({ kinesis }) => kinesis.data)).toEqual([
      Buffer.from('poison').toString('base64'),
    ]);
    expect(stored.KinesisBatchInfo).toMatchObject({ shardId, batchSize: 1 });
  });

  it('goes on after the checkpoint, and does again what had none', async () => {
    const { client, put } = await streamWith(['one']);
    const recording = await recorder();
    const first = mapping(client, recording);
    await until(() => expect(first.checkpoint()).not.toBeNull());
    await first.close();
    await put(['poison', 'three']);
    const second = mapping(client, recording, { MaximumRetryAttempts: 1_000_000 });
    await until(() => expect(recording.texts().length).toBeGreaterThan(3));
    await second.close();
    const before = recording.texts().length;
    mapping(client, recording, { MaximumRetryAttempts: 0 });
    await until(() => expect(recording.texts().at(-1)).toEqual(['three']));
    expect(recording.texts().slice(before)[0]).toEqual(['poison', 'three']);
    expect(recording.texts().filter((texts) => texts.includes('one'))).toHaveLength(1);
  });
});

describe('the queue mapping', () => {
  it('deletes what succeeded, and brings what failed again', async () => {
    const server = await startObjects();
    const client = new SQSClient({ endpoint: server.url, region, credentials });
    closers.push(server.close, () => client.destroy());
    const queueUrl = `${server.url}/000000000000/q`;
    await client.send(
      new CreateQueueCommand({ QueueName: 'q', Attributes: { VisibilityTimeout: '1' } }),
    );
    await client.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: ['one', 'fail-once', 'three'].map((MessageBody, i) => ({
          Id: String(i),
          MessageBody,
        })),
      }),
    );
    const recording = await recorder<SQSEvent>();
    const source = startQueueMapping({
      client,
      queueUrl,
      region,
      target: recording.target,
      settings: { BatchSize: 10 },
      log: () => undefined,
    });
    closers.push(source.close);
    await until(() =>
      expect(recording.texts()).toEqual([['one', 'fail-once', 'three'], ['fail-once']]),
    );
    expect(recording.invocations()[1]?.event.Records[0]).toMatchObject({
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:q',
      awsRegion: region,
      attributes: { ApproximateReceiveCount: '2', SentTimestamp: expect.any(String) },
    });
    const left = async () => {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
      );
      return (
        Number(Attributes?.['ApproximateNumberOfMessages']) +
        Number(Attributes?.['ApproximateNumberOfMessagesNotVisible'])
      );
    };
    await vi.waitFor(async () => expect(await left()).toBe(0), { timeout: 10_000, interval: 50 });
  });
});
