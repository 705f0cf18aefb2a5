import type { Answer, Behaviour, ProxiedRequest } from './faulty-proxy.ts';

const json = (status: number, body: object): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: Buffer.from(JSON.stringify(body)),
});

/** An error of AWS' JSON protocols: Kinesis, SQS, Redshift Data API. */
export const jsonError =
  (status: number, type: string, message: string): Behaviour =>
  async () =>
    json(status, { __type: type, message, Message: message });

/** An error of S3. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const s3Error =
  (status: number, code: string): Behaviour =>
  async () => ({
    status,
    headers: { 'content-type': 'application/xml' },
    body: Buffer.from(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`),
  });

type PutRecords = { readonly Records: readonly object[] };

const isPutRecords = ({ operation }: ProxiedRequest): boolean => operation === 'PutRecords';

/**
 * A shard over its limit: PutRecords takes some of the records, and says of the others that they were
 * throttled. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
 */
export const throttledRecords =
  (isThrottled: () => boolean): Behaviour =>
  async (request, forward) => {
    if (!isPutRecords(request)) return forward(request);
    const { Records, ...rest } = JSON.parse(request.body.toString()) as PutRecords;
    const throttled = Records.map(() => isThrottled());
    const accepted = Records.filter((_, i) => !throttled[i]);
    let results: object[] = [];
    if (accepted.length > 0) {
      const body = Buffer.from(JSON.stringify({ ...rest, Records: accepted }));
      const answer = await forward({ ...request, body });
      if (answer.status !== 200) return answer;
      results = [...(JSON.parse(answer.body.toString()) as PutRecords).Records];
    }
    const refusal = {
      ErrorCode: 'ProvisionedThroughputExceededException',
      ErrorMessage: 'Rate exceeded for a shard',
    };
    return json(200, {
      FailedRecordCount: throttled.filter(Boolean).length,
      Records: throttled.map((isRefused) => (isRefused ? refusal : results.shift())),
    });
  };
