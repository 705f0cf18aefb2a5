import * as z from 'zod/mini';

/**
 * What Lambda stores in S3 of records that a stream mapping gave up on, as far as it is needed here.
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export const invocationRecordSchema = z.object({
  requestContext: z.object({ condition: z.string(), approximateInvokeCount: z.number() }),
  timestamp: z.string(),
  KinesisBatchInfo: z.object({
    shardId: z.string(),
    startSequenceNumber: z.string(),
    endSequenceNumber: z.string(),
    batchSize: z.int(),
    streamArn: z.string(),
  }),
  /** The event as the function got it, as JSON. */
  payload: z.string(),
});
export type InvocationRecord = z.infer<typeof invocationRecordSchema>;
