import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { FunctionError } from '../functions/function-process.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import { queueEvent, succeededMessages } from './queue-event.ts';

export type QueueMapping = {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly region: string;
  readonly target: Pick<LambdaFunction, 'invoke'>;
  /** Under AWS' own names: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
  readonly settings: {
    /** 1 to 10, as for a FIFO queue. */
    readonly BatchSize: number;
    /** 'ReportBatchItemFailures', or nothing: then a response is not looked at. */
    readonly FunctionResponseTypes: readonly string[];
    /** ScalingConfig: batches worked on at once. @default 1, where AWS' least is 2 */
    readonly MaximumConcurrency?: number;
  };
  readonly log: (message: string, error?: unknown) => void;
};

/** Longest poll that SQS offers, in seconds; ends at once when there is a message, or on close. */
const pollSeconds = 20;
const queueErrorWaitMs = 1000;

/**
 * Drives a function from a queue as Lambda's event source mapping does: batches, partial failures,
 * deletion on success. What failed is left alone: the queue brings it again after its visibility
 * time-out, counts how often, and moves it to its dead-letter queue. A FIFO queue gives no further
 * message of a group while one is worked on, so groups run side by side, and one group does not.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * @returns a function that ends it once the current batches are done.
 */
export const startQueueMapping = (mapping: QueueMapping): { close: () => Promise<void> } => {
  const { client, queueUrl, region, target, settings, log } = mapping;
  const stop = new AbortController();
  const { signal } = stop;

  const receive = async (): Promise<readonly Message[]> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: settings.BatchSize,
        WaitTimeSeconds: pollSeconds,
        MessageSystemAttributeNames: ['All'],
      }),
      { abortSignal: signal },
    );
    return Messages;
  };
  const remove = async (messages: readonly Message[]): Promise<void> => {
    if (messages.length === 0) return;
    await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle })),
      }),
    );
  };
  const poll = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        const messages = await receive();
        if (messages.length === 0) continue;
        const response = await target.invoke(queueEvent(messages, queueUrl, region));
        const isReported = settings.FunctionResponseTypes.includes('ReportBatchItemFailures');
        await remove(isReported ? succeededMessages(messages, response) : messages);
      } catch (error) {
        if (signal.aborted) return;
        log(queueUrl, error);
        if (!(error instanceof FunctionError)) {
          await sleep(queueErrorWaitMs, undefined, { signal }).catch(() => undefined);
        }
      }
    }
  };
  const pollers = Array.from({ length: settings.MaximumConcurrency ?? 1 }, poll);
  return {
    close: async () => {
      stop.abort();
      await Promise.all(pollers);
    },
  };
};
