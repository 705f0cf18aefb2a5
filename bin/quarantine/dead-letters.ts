import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { ConfigurationError, ContractError } from '../../domain/errors.ts';
import { parseMessage, type WakeUp, wakeUpSchema } from '../../domain/messages.ts';
import { loadKind } from '../../lambdas/load-facts/load-kind.ts';
import type { Loader } from '../../lambdas/load-facts/loader.ts';

/** A wake-up whose loads failed as often as they are tried. Null where it is none. */
export type DeadLetter = {
  readonly messageId: string;
  readonly wakeUp: WakeUp | null;
  readonly receiptHandle: string;
};

/** How long a message stays hidden from others while a command works on it, in seconds. */
const hiddenSeconds = 300;

/** The dead-letter queue of the load queue: the same address but for the name. */
const deadLetterUrl = async (client: SQSClient, loadQueueUrl: string): Promise<string> => {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: loadQueueUrl, AttributeNames: ['RedrivePolicy'] }),
  );
  const policy = Attributes['RedrivePolicy'];
  if (policy === undefined) {
    throw new ConfigurationError(
      `The load queue must have a dead-letter queue, got none at ${loadQueueUrl}; deploy the stack`,
    );
  }
  const { deadLetterTargetArn } = JSON.parse(policy) as { deadLetterTargetArn: string };
  const name = deadLetterTargetArn.slice(deadLetterTargetArn.lastIndexOf(':') + 1);
  return loadQueueUrl.slice(0, loadQueueUrl.lastIndexOf('/') + 1) + name;
};

const readMessage = ({ MessageId = '', Body = '', ReceiptHandle = '' }: Message): DeadLetter => {
  let wakeUp: WakeUp | null = null;
  try {
    wakeUp = parseMessage(wakeUpSchema, Body, 'A dead letter');
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
  }
  return { messageId: MessageId, wakeUp, receiptHandle: ReceiptHandle };
};

/** The dead letters of the load queue. */
export class DeadLetters {
  readonly #client: SQSClient;
  readonly #url: string;

  private constructor(client: SQSClient, url: string) {
    this.#client = client;
    this.#url = url;
  }

  static async of(loadQueueUrl: string, client: SQSClient): Promise<DeadLetters> {
    return new DeadLetters(client, await deadLetterUrl(client, loadQueueUrl));
  }

  /** How many there are, and those that can be seen at once: a FIFO queue shows ten of a kind. */
  async list(): Promise<{ readonly count: number; readonly seen: readonly DeadLetter[] }> {
    const { Attributes = {} } = await this.#client.send(
      new GetQueueAttributesCommand({
        QueueUrl: this.#url,
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    const count = Number(Attributes['ApproximateNumberOfMessages'] ?? 0);
    return { count, seen: await this.#receive(0) };
  }

  /**
   * Does what the wake-ups were for, and deletes them. A message that is no wake-up carries nothing.
   * @returns how many messages there were
   */
  async redrive(loader: Loader): Promise<number> {
    let letters = 0;
    for (;;) {
      const received = await this.#receive(hiddenSeconds);
      if (received.length === 0) return letters;
      for (const { wakeUp, receiptHandle } of received) {
        if (wakeUp !== null) {
          const where = wakeUp.partition === undefined ? 'recent' : [wakeUp.partition];
          await loadKind(wakeUp.kind, where, loader);
        }
        await this.#client.send(
          new DeleteMessageCommand({ QueueUrl: this.#url, ReceiptHandle: receiptHandle }),
        );
        letters += 1;
      }
    }
  }

  /** Up to ten, hidden from others for that long. */
  async #receive(forSeconds: number): Promise<DeadLetter[]> {
    const { Messages = [] } = await this.#client.send(
      new ReceiveMessageCommand({
        QueueUrl: this.#url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: forSeconds,
      }),
    );
    return Messages.map(readMessage);
  }
}
