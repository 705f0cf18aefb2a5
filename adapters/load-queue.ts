import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { TransientError } from '../domain/errors.ts';
import type { WakeUp } from '../domain/messages.ts';
import { boundedRequests } from './bounded-requests.ts';

/**
 * The FIFO queue that wakes the loader: one message group per kind, so that loads of one kind never
 * run side by side. Its delivery delay is the load interval.
 */
export class LoadQueue {
  /** Open to whoever listens to its calls: a tracer. */
  readonly client: SQSClient;
  readonly #url: string;
  readonly #intervalMs: number;

  constructor(
    url: string,
    intervalSeconds: number,
    client = new SQSClient({ maxAttempts: 4, requestHandler: boundedRequests }),
  ) {
    this.client = client;
    this.#url = url;
    this.#intervalMs = intervalSeconds * 1000;
  }

  /**
   * Sends up to ten wake-ups. The queue keeps one for each kind, partition and interval: it is delivered
   * a whole interval after it was sent, so after everything that was stored within the interval.
   * @throws TransientError where the queue did not take all of them.
   */
  async wake(messages: readonly WakeUp[], now: Date): Promise<void> {
    if (messages.length === 0) return;
    const interval = Math.floor(now.getTime() / this.#intervalMs);
    const answer = await this.client.send(
      new SendMessageBatchCommand({
        QueueUrl: this.#url,
        Entries: messages.map((message, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify(message),
          MessageGroupId: message.kind,
          MessageDeduplicationId: [message.kind, interval, message.partition ?? 'all']
            .join('_')
            .replaceAll(/[^\w-]/g, '.'),
        })),
      }),
    );
    const failed = answer.Failed ?? [];
    if (failed.length > 0) {
      throw new TransientError(
        `The load queue must take every wake-up, but refused ${failed.length}: ${failed[0]?.Code}; the sweep will do their work`,
      );
    }
  }
}
