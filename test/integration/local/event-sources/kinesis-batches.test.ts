import type { KinesisStreamEvent } from 'aws-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { firstShard, region, startMapping, startStream } from './local-stream.ts';
import { closeAll, startRecorder, until } from './recorder.ts';

afterEach(closeAll);

describe('the event', () => {
  it('is the one that Lambda gives, with its context and environment', async () => {
    const stream = await startStream(['one']);
    const recorder = await startRecorder<KinesisStreamEvent>();
    startMapping(stream, recorder);
    await until(() => expect(recorder.invocations()).toHaveLength(1));
    const [invocation] = recorder.invocations();
    const [record] = invocation?.event.Records ?? [];
    expect(record).toEqual({
      kinesis: {
        kinesisSchemaVersion: '1.0',
        partitionKey: 'one',
        sequenceNumber: expect.stringMatching(/^\d{56}$/),
        data: Buffer.from('one').toString('base64'),
        approximateArrivalTimestamp: expect.any(Number),
      },
      eventSource: 'aws:kinesis',
      eventVersion: '1.0',
      eventID: `${firstShard}:${record?.kinesis.sequenceNumber}`,
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
});

describe('a starting position', () => {
  it('of TRIM_HORIZON begins with the oldest record', async () => {
    const stream = await startStream(['one', 'two']);
    const recorder = await startRecorder();
    startMapping(stream, recorder, { StartingPosition: 'TRIM_HORIZON' });
    await until(() => expect(recorder.texts()).toEqual([['one', 'two']]));
  });

  it('of LATEST begins after what is there, and stays where it was first', async () => {
    const stream = await startStream(['one']);
    const recorder = await startRecorder();
    const first = startMapping(stream, recorder, { StartingPosition: 'LATEST' });
    await until(() => expect(first.checkpoint()).not.toBeNull());
    await first.close();
    await stream.put(['two']);
    startMapping(stream, recorder, { StartingPosition: 'LATEST' });
    await until(() => expect(recorder.texts()).toEqual([['two']]));
  });

  it('of AT_TIMESTAMP begins with the first record that arrived then or later', async () => {
    let now = new Date('2026-03-10T11:00:00Z');
    const stream = await startStream(['one'], () => now);
    now = new Date('2026-03-10T12:00:00Z');
    await stream.put(['two']);
    now = new Date('2026-03-10T13:00:00Z');
    await stream.put(['three']);
    const recorder = await startRecorder();
    startMapping(
      stream,
      recorder,
      {
        StartingPosition: 'AT_TIMESTAMP',
        StartingPositionTimestamp: new Date('2026-03-10T12:00:00Z'),
        MaximumRecordAgeInSeconds: -1,
      },
      () => now,
    );
    await until(() => expect(recorder.texts()).toEqual([['two', 'three']]));
  });
});

describe('a batch', () => {
  it('has BatchSize records at most', async () => {
    const stream = await startStream(['one', 'two', 'three', 'four', 'five']);
    const recorder = await startRecorder();
    startMapping(stream, recorder, { BatchSize: 2 });
    await until(() =>
      expect(recorder.texts()).toEqual([['one', 'two'], ['three', 'four'], ['five']]),
    );
  });

  it('ends before the event is larger than 6 MB', async () => {
    const megabyte = (name: string) => name.padEnd(1024 * 1024 - 10, '.');
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const stream = await startStream();
    for (const name of names) await stream.put([`k ${megabyte(name)}`]);
    const recorder = await startRecorder();
    startMapping(stream, recorder);
    // In base64 four are more than 5 MB, and five more than 6 MB.
    await until(() => expect(recorder.texts().flat()).toHaveLength(6));
    expect(recorder.texts().map((texts) => texts.length)).toEqual([4, 2]);
  });

  it('gathers records until the batching window closes', async () => {
    const stream = await startStream(['one']);
    const recorder = await startRecorder();
    startMapping(stream, recorder, { MaximumBatchingWindowInSeconds: 1 });
    await stream.put(['two']);
    await stream.put(['three']);
    await until(() => expect(recorder.texts()).toEqual([['one', 'two', 'three']]));
  });

  it('does not wait for the window when it is full', async () => {
    const stream = await startStream(['one', 'two', 'three']);
    const recorder = await startRecorder();
    startMapping(stream, recorder, { BatchSize: 2, MaximumBatchingWindowInSeconds: 300 });
    await until(() => expect(recorder.texts()).toEqual([['one', 'two']]));
  });
});

describe('the parallelization factor', () => {
  it('works on batches of one shard side by side, in order within a partition key', async () => {
    const stream = await startStream(['held-a 1', 'held-e 1', 'held-a 2', 'held-e 2']);
    const recorder = await startRecorder({ reservedConcurrency: 2 });
    startMapping(stream, recorder, { ParallelizationFactor: 2, BatchSize: 1 });
    await until(() => expect(recorder.texts()).toHaveLength(2));
    // Both are under way, each with the first record of its key; the second ones wait for them.
    expect(recorder.texts().flat().sort()).toEqual(['held-a 1', 'held-e 1']);
    recorder.open();
    await until(() => expect(recorder.texts()).toHaveLength(4));
    for (const key of ['a', 'e']) {
      const own = recorder
        .texts()
        .flat()
        .filter((text) => text.startsWith(`held-${key}`));
      expect(own).toEqual([`held-${key} 1`, `held-${key} 2`]);
    }
    expect(new Set(recorder.invocations().map(({ pid }) => pid)).size).toBe(2);
  });

  it('checkpoints before the lowest record that is not finished', async () => {
    const stream = await startStream(['held-a 1', 'd 1', 'd 2']);
    const recorder = await startRecorder<KinesisStreamEvent>({ reservedConcurrency: 2 });
    const { checkpoint } = startMapping(stream, recorder, {
      ParallelizationFactor: 2,
      BatchSize: 1,
    });
    await until(() => expect(recorder.texts()).toHaveLength(3));
    expect(checkpoint()).toBe('TRIM_HORIZON');
    recorder.open();
    const sequenceNumbers = recorder
      .invocations()
      .map(({ event }) => event.Records[0]?.kinesis.sequenceNumber ?? '');
    await until(() => expect(checkpoint()).toBe(sequenceNumbers.sort().at(-1)));
  });
});
