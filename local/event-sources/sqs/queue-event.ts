import type { Message } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { localAccount } from '../../account.ts';

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

/** Messages as Lambda gives them: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export const queueEvent = (
  messages: readonly Message[],
  queueUrl: string,
  region: string,
): SQSEvent => ({ Records: messages.map((message) => sqsRecord(message, queueUrl, region)) });

/**
 * The messages that a response under ReportBatchItemFailures leaves to be deleted. Nothing, or an empty
 * list, is success; an identifier that is missing, empty, under another name or not of the batch keeps all.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export const succeededMessages = (
  messages: readonly Message[],
  response: unknown,
): readonly Message[] => {
  const failures = (response as { batchItemFailures?: unknown } | null | undefined)
    ?.batchItemFailures;
  if (failures === undefined || failures === null) return messages;
  if (!Array.isArray(failures)) return [];
  const failed = new Set<unknown>(
    failures.map((failure: { itemIdentifier?: unknown } | null) => failure?.itemIdentifier),
  );
  const kept = messages.filter(({ MessageId }) => failed.has(MessageId));
  return kept.length < failed.size ? [] : messages.filter((message) => !kept.includes(message));
};
