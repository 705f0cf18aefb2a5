import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { FunctionError, type FunctionProcess, localAccount } from './function-process.ts';

export type QueueMapping = {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly region: string;
  readonly target: Pick<FunctionProcess, 'invoke'>;
  readonly settings: { readonly BatchSize: number };
  readonly log: (message: string, error?: unknown) => void;
};

/** Longest poll that SQS offers, in seconds; ends at once when there is a message, or on close. */
const pollSeconds = 20;
const queueErrorWaitMs = 1000;

/** One message as Lambda gives it: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
const sqsRecord = (message: Message, queueUrl: string, region: string): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: { ...message.Attributes } as unknown as SQSRecord['attributes'],
  messageAttributes: {},
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:${region}:${localAccount}:${queueUrl.split('/').at(-1)}`,
  awsRegion: region,
});

/**
 * The messages that a response leaves to be deleted. One that names an unknown message keeps all.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
const succeeded = (messages: readonly Message[], response: unknown): readonly Message[] => {
  const failures = (response as Partial<SQSBatchResponse> | null | undefined)?.batchItemFailures;
  if (!failures) return messages;
  const failed = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
  const known = new Set(messages.map((message) => message.MessageId));
  if ([...failed].some((id) => !known.has(id))) return [];
  return messages.filter((message) => !failed.has(message.MessageId ?? ''));
};

/**
 * Drives a function from a queue as Lambda's event source mapping does: batches, partial failures,
 * deletion on success. What failed comes again after the queue's visibility time-out.
 */
export const startQueueMapping = (mapping: QueueMapping): { close: () => Promise<void> } => {
  const { client, queueUrl, region, target, settings, log } = mapping;
  const stop = new AbortController();
  const { signal } = stop;
  const poll = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        const { Messages: messages = [] } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl: queueUrl,
            MaxNumberOfMessages: settings.BatchSize,
            WaitTimeSeconds: pollSeconds,
            MessageSystemAttributeNames: ['All'],
          }),
          { abortSignal: signal },
        );
        if (messages.length === 0) continue;
        const event: SQSEvent = {
          Records: messages.map((message) => sqsRecord(message, queueUrl, region)),
        };
        const done = succeeded(messages, await target.invoke(event));
        if (done.length === 0) continue;
        await client.send(
          new DeleteMessageBatchCommand({
            QueueUrl: queueUrl,
            Entries: done.map((message, i) => ({
              Id: String(i),
              ReceiptHandle: message.ReceiptHandle,
            })),
          }),
        );
      } catch (error) {
        if (signal.aborted) return;
        log(queueUrl, error);
        if (!(error instanceof FunctionError)) {
          await sleep(queueErrorWaitMs, undefined, { signal }).catch(() => undefined);
        }
      }
    }
  };
  const polling = poll();
  return {
    close: async () => {
      stop.abort();
      await polling;
    },
  };
};
