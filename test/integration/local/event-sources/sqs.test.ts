import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type QueueMapping,
  startQueueMapping,
} from '../../../../local/event-sources/sqs/queue-mapping.ts';
import { startObjects } from '../../../../local/objects.ts';
import { closeAll, closers, startRecorder, until } from './recorder.ts';

afterEach(closeAll);

const region = 'us-east-1';
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };

type Text = string | { text: string; group: string };

/** A queue, FIFO where its messages have groups. */
const startQueue = async (
  texts: readonly Text[],
  attributes: Record<string, string> = { VisibilityTimeout: '1' },
) => {
  const server = await startObjects();
  const client = new SQSClient({ endpoint: server.url, region, credentials });
  closers.push(server.close, () => client.destroy());
  const isFifo = texts.some((text) => typeof text !== 'string');
  const urlOf = (name: string) => `${server.url}/000000000000/${name}`;
  const create = (QueueName: string, more: Record<string, string>) =>
    client.send(
      new CreateQueueCommand({
        QueueName,
        Attributes: { ...more, ...(isFifo && { FifoQueue: 'true' }) },
      }),
    );
  const ending = isFifo ? '.fifo' : '';
  await create(`dead${ending}`, {});
  await create(`q${ending}`, attributes);
  const queueUrl = urlOf(`q${ending}`);
  const send = (more: readonly Text[]) =>
    client.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: more.map((text, i) =>
          typeof text === 'string'
            ? { Id: String(i), MessageBody: text }
            : {
                Id: String(i),
                MessageBody: text.text,
                MessageGroupId: text.group,
                MessageDeduplicationId: text.text,
              },
        ),
      }),
    );
  await send(texts);
  const left = async () => {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
    );
    return (
      Number(Attributes?.['ApproximateNumberOfMessages']) +
      Number(Attributes?.['ApproximateNumberOfMessagesNotVisible'])
    );
  };
  const dead = async () => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: urlOf(`dead${ending}`),
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 1,
        VisibilityTimeout: 0,
      }),
    );
    return Messages.map(({ Body }) => Body);
  };
  return { client, queueUrl, left, dead };
};

const startMapping = (
  { client, queueUrl }: { client: SQSClient; queueUrl: string },
  { target }: { target: QueueMapping['target'] },
  settings: Partial<QueueMapping['settings']> = {},
) => {
  const { close } = startQueueMapping({
    client,
    queueUrl,
    region,
    target,
    settings: {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...settings,
    },
    log: () => undefined,
  });
  closers.push(close);
};

const counts = (event: SQSEvent | undefined) =>
  event?.Records.map(({ body, attributes }) => [body, attributes.ApproximateReceiveCount]);

const redrive = (maxReceiveCount: number) => ({
  VisibilityTimeout: '0',
  RedrivePolicy: JSON.stringify({
    deadLetterTargetArn: `arn:aws:sqs:${region}:000000000000:dead`,
    maxReceiveCount,
  }),
});

describe('a queue', () => {
  it('loses what succeeded, and brings what failed again after its visibility time-out', async () => {
    const queue = await startQueue(['one', 'fail-once', 'three']);
    const recorder = await startRecorder<SQSEvent>();
    startMapping(queue, recorder);
    await until(() =>
      expect(recorder.texts()).toEqual([['one', 'fail-once', 'three'], ['fail-once']]),
    );
    expect(recorder.invocations()[1]?.event.Records[0]).toMatchObject({
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:q',
      awsRegion: region,
      attributes: { ApproximateReceiveCount: '2', SentTimestamp: expect.any(String) },
    });
    await until(async () => expect(await queue.left()).toBe(0));
  });

  it('brings all of a batch again that threw, and counts its receives', async () => {
    const queue = await startQueue(['one', 'crash-once']);
    const recorder = await startRecorder<SQSEvent>();
    startMapping(queue, recorder);
    await until(() => expect(recorder.texts()).toHaveLength(2));
    const events = recorder.invocations().map(({ event }) => counts(event)?.sort());
    expect(events).toEqual([
      [
        ['crash-once', '1'],
        ['one', '1'],
      ],
      [
        ['crash-once', '2'],
        ['one', '2'],
      ],
    ]);
    await until(async () => expect(await queue.left()).toBe(0));
  });

  it('moves a message to its dead-letter queue after maxReceiveCount receives', async () => {
    const queue = await startQueue(['poison', 'two'], redrive(2));
    const recorder = await startRecorder();
    startMapping(queue, recorder, { BatchSize: 1 });
    await until(async () => expect(await queue.dead()).toEqual(['poison']));
    const attempts = recorder.texts().filter((texts) => texts.includes('poison'));
    expect(attempts).toHaveLength(2);
    await until(async () => expect(await queue.left()).toBe(0));
    expect(recorder.texts().filter((texts) => texts.includes('two'))).toHaveLength(1);
  });

  it('keeps the batch for a response that names a message it does not know', async () => {
    const answer = '{"batchItemFailures":[{"itemIdentifier":"unknown"}]}';
    const queue = await startQueue([`answer-once ${answer}`]);
    const recorder = await startRecorder();
    startMapping(queue, recorder);
    await until(() => expect(recorder.texts()).toHaveLength(2));
    await until(async () => expect(await queue.left()).toBe(0));
  });

  it('loses all that did not throw without ReportBatchItemFailures', async () => {
    const queue = await startQueue(['fail-once']);
    const recorder = await startRecorder();
    startMapping(queue, recorder, { FunctionResponseTypes: [] });
    await until(() => expect(recorder.texts()).toEqual([['fail-once']]));
    await until(async () => expect(await queue.left()).toBe(0));
  });
});

describe('a FIFO queue', () => {
  const g = (text: string) => ({ text, group: 'g' });
  const h = (text: string) => ({ text, group: 'h' });

  it('keeps the order of a group whose first failed message takes the later ones along', async () => {
    const queue = await startQueue([g('fail-once'), g('two'), h('other'), g('three')]);
    const recorder = await startRecorder<SQSEvent>();
    startMapping(queue, recorder);
    await until(async () => expect(await queue.left()).toBe(0));
    const own = recorder
      .texts()
      .flat()
      .filter((text) => text !== 'other');
    // The last time that each was received is the time that it succeeded.
    const succeeded = own.filter((text, at) => own.lastIndexOf(text) === at);
    expect(succeeded).toEqual(['fail-once', 'two', 'three']);
    expect(recorder.texts().filter((texts) => texts.includes('other'))).toHaveLength(1);
  });

  it('has groups worked on side by side, and one group never', async () => {
    const queue = await startQueue([g('held g1'), g('g2'), h('held h1'), h('h2')], {
      VisibilityTimeout: '60',
    });
    const recorder = await startRecorder({ reservedConcurrency: 4 });
    startMapping(queue, recorder, { BatchSize: 1, MaximumConcurrency: 4 });
    await until(() => expect(recorder.texts()).toHaveLength(2));
    expect(recorder.texts().flat().sort()).toEqual(['held g1', 'held h1']);
    recorder.open();
    await until(() => expect(recorder.texts().flat()).toHaveLength(4));
    expect(recorder.texts().flat().slice(2).sort()).toEqual(['g2', 'h2']);
    await until(async () => expect(await queue.left()).toBe(0));
  });
});
