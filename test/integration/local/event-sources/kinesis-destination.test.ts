import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { KinesisStreamEvent } from 'aws-lambda';
import { afterEach, expect, it } from 'vitest';
import { ObjectStore } from '../../../../adapters/object-store.ts';
import { streamArn } from '../../../../local/event-sources/kinesis/kinesis-event.ts';
import { storeOnFailure } from '../../../../local/event-sources/kinesis/on-failure.ts';
import { startObjects } from '../../../../local/objects.ts';
import { firstShard, region, startMapping, startStream } from './local-stream.ts';
import { closeAll, closers, startRecorder, until } from './recorder.ts';

afterEach(closeAll);

it('keeps the whole invocation in the on-failure destination, under the name and in the form of Lambda', async () => {
  const objects = await startObjects();
  const s3 = new S3Client({
    endpoint: objects.url,
    region,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  closers.push(objects.close, () => s3.destroy());
  await s3.send(new CreateBucketCommand({ Bucket: 'archive' }));
  const store = new ObjectStore('archive', s3);

  const stream = await startStream(['poison', 'two']);
  const recorder = await startRecorder();
  const { givenUp } = startMapping(stream, recorder, {
    BisectBatchOnFunctionError: false,
    MaximumRetryAttempts: 1,
  });
  await until(() => expect(givenUp).toHaveLength(1));
  const [what] = givenUp;
  if (!what) throw new Error('There must be records that were given up on');
  const origin = {
    shardId: firstShard,
    streamArn: streamArn(region, 's'),
    functionArn: recorder.target.arn,
  };
  await storeOnFailure(store, what, origin, new Date('2026-03-10T12:34:56.789Z'));

  const [object, ...more] = await Array.fromAsync(store.list(''));
  expect(more).toEqual([]);
  const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
  expect(object?.key).toMatch(
    new RegExp(`^aws/lambda/${uuid}/${firstShard}/2026/03/10/2026-03-10T12\\.34\\.56-${uuid}$`),
  );
  const body = await store.get(object?.key ?? '');
  const record = JSON.parse(new TextDecoder().decode(body ?? undefined));
  const [first, last] = what.records;
  expect(record).toEqual({
    requestContext: {
      requestId: expect.stringMatching(new RegExp(`^${uuid}$`)),
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:recording',
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 2,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: '2026-03-10T12:34:56.789Z',
    KinesisBatchInfo: {
      shardId: firstShard,
      startSequenceNumber: first?.kinesis.sequenceNumber,
      endSequenceNumber: last?.kinesis.sequenceNumber,
      approximateArrivalOfFirstRecord: expect.stringMatching(/^\d{4}-.*Z$/),
      approximateArrivalOfLastRecord: expect.stringMatching(/^\d{4}-.*Z$/),
      batchSize: 2,
      streamArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/s',
    },
    payload: expect.any(String),
  });
  const payload = JSON.parse(record.payload) as KinesisStreamEvent;
  expect(payload.Records.map(({ kinesis }) => atob(kinesis.data))).toEqual(['poison', 'two']);
});
