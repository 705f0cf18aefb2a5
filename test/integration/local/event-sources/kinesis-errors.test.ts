import type { KinesisStreamEvent } from 'aws-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { FunctionError } from '../../../../local/event-sources/functions/function-process.ts';
import { startMapping, startStream } from './local-stream.ts';
import { closeAll, startRecorder, until } from './recorder.ts';

afterEach(closeAll);

const lastOf = (event: KinesisStreamEvent | undefined) =>
  event?.Records.at(-1)?.kinesis.sequenceNumber;

describe('a function that fails', () => {
  it('gets the batch again after a crash of its process, and after a time-out', async () => {
    const stream = await startStream(['crash-once']);
    const recorder = await startRecorder({ timeoutSeconds: 1 });
    startMapping(stream, recorder);
    await until(() => expect(recorder.texts()).toEqual([['crash-once'], ['crash-once']]));
    await stream.put(['hang-once']);
    await until(() => expect(recorder.texts().slice(2)).toEqual([['hang-once'], ['hang-once']]));
    expect(new Set(recorder.invocations().map(({ pid }) => pid)).size).toBe(3);
  });

  it('gets its batch in halves down to the poison record, and the rest once more only', async () => {
    const stream = await startStream(['one', 'two', 'poison', 'four']);
    const recorder = await startRecorder();
    const { givenUp } = startMapping(stream, recorder, { MaximumRetryAttempts: 0 });
    await until(() => expect(recorder.texts().at(-1)).toEqual(['four']));
    expect(recorder.texts()).toEqual([
      ['one', 'two', 'poison', 'four'],
      ['one', 'two'],
      ['poison', 'four'],
      ['poison'],
      ['four'],
    ]);
    expect(givenUp.map(({ records }) => records.length)).toEqual([1]);
  });

  it('gets the whole batch again and again where bisection is off', async () => {
    const stream = await startStream(['one', 'poison']);
    const recorder = await startRecorder();
    const { givenUp } = startMapping(stream, recorder, {
      BisectBatchOnFunctionError: false,
      MaximumRetryAttempts: 1,
    });
    await until(() => expect(givenUp).toHaveLength(1));
    expect(recorder.texts()).toEqual([
      ['one', 'poison'],
      ['one', 'poison'],
    ]);
    expect(givenUp[0]?.records).toHaveLength(2);
  });
});

describe('a mapping gives up on records', () => {
  it('after MaximumRetryAttempts retries, which bisecting does not use up, and goes on', async () => {
    const stream = await startStream(['one', 'two', 'poison', 'four']);
    const recorder = await startRecorder<KinesisStreamEvent>();
    const { givenUp, checkpoint } = startMapping(stream, recorder, { MaximumRetryAttempts: 2 });
    await until(() => expect(givenUp).toHaveLength(1));
    await stream.put(['five']);
    await until(() => expect(recorder.texts().at(-1)).toEqual(['five']));
    expect(recorder.texts().filter((texts) => texts.join() === 'poison')).toHaveLength(3);
    expect(givenUp[0]).toMatchObject({ condition: 'RetryAttemptsExhausted', attempts: 3 });
    const last = lastOf(recorder.invocations().at(-1)?.event);
    await until(() => expect(checkpoint()).toBe(last));
  });

  it('never, where MaximumRetryAttempts is -1', async () => {
    let attempts = 0;
    const fails = {
      invoke: async () => {
        attempts++;
        if (attempts < 8) throw new FunctionError('Error', 'not yet');
      },
    };
    const stream = await startStream(['one']);
    const { folder } = await startRecorder();
    const { givenUp, checkpoint } = startMapping(
      stream,
      { folder, target: fails },
      { MaximumRetryAttempts: -1 },
    );
    await until(() => expect(checkpoint()).toMatch(/^\d+$/));
    expect([attempts, givenUp]).toEqual([8, []]);
  });

  it('when they are older than MaximumRecordAgeInSeconds, before and between attempts', async () => {
    let now = new Date('2026-03-10T11:00:00Z');
    const stream = await startStream(['old'], () => now);
    now = new Date('2026-03-10T11:59:30Z');
    await stream.put(['poison']);
    now = new Date('2026-03-10T12:00:00Z');
    const recorder = await startRecorder();
    const { givenUp } = startMapping(
      stream,
      recorder,
      { MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: 60 },
      () => now,
    );
    await until(() => expect(recorder.texts().length).toBeGreaterThan(1));
    now = new Date('2026-03-10T12:01:00Z');
    await until(() => expect(givenUp).toHaveLength(2));
    expect(recorder.texts().flat()).not.toContain('old');
    expect(givenUp.map(({ condition }) => condition)).toEqual([
      'RecordAgeExceeded',
      'RecordAgeExceeded',
    ]);
    expect(givenUp[0]?.attempts).toBe(0);
    expect(givenUp[1]?.attempts).toBeGreaterThan(1);
  });
});

describe('a partial batch response', () => {
  it('begins again at the lowest failed record, and checkpoints what came before', async () => {
    const stream = await startStream(['one', 'fail-once', 'three']);
    const recorder = await startRecorder<KinesisStreamEvent>();
    const { checkpoint } = startMapping(stream, recorder);
    await until(() =>
      expect(recorder.texts()).toEqual([
        ['one', 'fail-once', 'three'],
        ['fail-once', 'three'],
      ]),
    );
    const last = lastOf(recorder.invocations()[0]?.event);
    await until(() => expect(checkpoint()).toBe(last));
  });

  it('is not looked at without ReportBatchItemFailures', async () => {
    const stream = await startStream(['fail-once', 'two']);
    const recorder = await startRecorder();
    const { checkpoint } = startMapping(stream, recorder, { FunctionResponseTypes: [] });
    await until(() => expect(checkpoint()).toMatch(/^\d+$/));
    expect(recorder.texts()).toEqual([['fail-once', 'two']]);
  });

  it.each(['{"batchItemFailures":[]}', '{"batchItemFailures":null}', '{}', 'null'])(
    'of %s is success',
    async (answer) => {
      const stream = await startStream([`answer-once ${answer}`]);
      const recorder = await startRecorder();
      const { checkpoint } = startMapping(stream, recorder);
      await until(() => expect(checkpoint()).toMatch(/^\d+$/));
      expect(recorder.texts()).toHaveLength(1);
    },
  );

  it.each([
    '{"batchItemFailures":[{"itemIdentifier":""}]}',
    '{"batchItemFailures":[{"itemIdentifier":null}]}',
    '{"batchItemFailures":[{"sequenceNumber":"1"}]}',
    '{"batchItemFailures":[{"itemIdentifier":"1"}]}',
  ])('of %s fails the batch, which is bisected', async (answer) => {
    const stream = await startStream([`answer-once ${answer}`, 'two']);
    const recorder = await startRecorder();
    startMapping(stream, recorder);
    await until(() => expect(recorder.texts()).toHaveLength(3));
    expect(recorder.texts().slice(1)).toEqual([[`answer-once ${answer}`], ['two']]);
  });
});
