import {
  CreateQueueCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ObjectStore } from '../../../adapters/object-store.ts';
import { DeadLetters } from '../../../bin/quarantine/dead-letters.ts';
import { givenUpBatches, redriveGivenUp } from '../../../bin/quarantine/given-up.ts';
import { redriveSetAside, setAsideObjects } from '../../../bin/quarantine/set-aside.ts';
import { loadKind } from '../../../lambdas/load-facts/load-kind.ts';
import { caseEvent, surveyEvent } from '../../unit/events/records.ts';
import { type SpeedLayer, startSpeedLayer } from './speed-layer.ts';
import { kinesisEvent, sequence } from './storage.ts';

let layer: SpeedLayer;
let sqs: SQSClient;
beforeAll(async () => {
  layer = await startSpeedLayer();
  const credentials = { accessKeyId: 'casepulse-admin', secretAccessKey: 'local' };
  sqs = new SQSClient({ endpoint: layer.url, region: 'us-east-1', credentials });
});
beforeEach(() => layer.clear());
afterAll(async () => {
  sqs.destroy();
  await layer.close();
});

const loadedCases = async () =>
  (await layer.warehouse.query('SELECT case_no FROM speed.fact_case ORDER BY 1')).map(
    (row) => row['case_no'],
  );

describe('an archive object that COPY could not read', () => {
  it('is loaded once it was restored, and set aside again while it was not', async () => {
    await layer.send([{ ...caseEvent, case_no: 1 }], 0);
    await layer.send([{ ...caseEvent, case_no: 2 }], 1);
    const [, key = ''] = await layer.archived('cases');
    const bytes = (await layer.archive.get(key)) ?? '';
    await layer.archive.put(key, 'cut off');
    await loadKind('cases', 'recent', layer.loader);
    expect(await setAsideObjects(layer.loader)).toMatchObject([{ kind: 'cases', key }]);

    expect(await redriveSetAside(await setAsideObjects(layer.loader), layer.loader)).toBe(0);
    expect(await setAsideObjects(layer.loader)).toHaveLength(1);
    await layer.archive.put(key, bytes);
    expect(await redriveSetAside(await setAsideObjects(layer.loader), layer.loader)).toBe(1);
    expect(await setAsideObjects(layer.loader)).toEqual([]);
    expect(await loadedCases()).toEqual(['1', '2']);
  });
});

describe('dead letters', () => {
  it('are done and deleted, those that are no wake-up too', async () => {
    const url = `${layer.url}/000000000000/q.fifo`;
    const dead = { QueueName: 'q-dead.fifo', Attributes: { FifoQueue: 'true' } };
    await sqs.send(new CreateQueueCommand(dead));
    const policy = {
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:q-dead.fifo',
      maxReceiveCount: 5,
    };
    await sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl: url,
        Attributes: { RedrivePolicy: JSON.stringify(policy) },
      }),
    );
    await layer.send([caseEvent, surveyEvent]);
    const bodies = [
      ...Array.from({ length: 12 }, () => ({ version: 1, kind: 'cases' })),
      { version: 1, kind: 'surveys' },
      'nonsense',
    ];
    for (const [index, body] of bodies.entries()) {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: url.replace('q.fifo', 'q-dead.fifo'),
          MessageBody: JSON.stringify(body),
          MessageGroupId: index < 12 ? 'cases' : 'surveys',
          MessageDeduplicationId: String(index),
        }),
      );
    }
    const letters = await DeadLetters.of(url, sqs);
    expect((await letters.list()).count).toBe(14);
    expect(await letters.redrive(layer.loader)).toBe(14);
    expect(await letters.list()).toEqual({ count: 0, seen: [] });
    expect(await loadedCases()).toEqual(['600001']);
    expect(await layer.warehouse.query('SELECT 1 FROM speed.fact_survey')).toHaveLength(1);
  });
});

describe('a batch that a stream mapping gave up on', () => {
  const invocation = (event: object, records: number) => ({
    requestContext: {
      requestId: 'r',
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 31,
    },
    responseContext: { statusCode: 200, functionError: 'Unhandled' },
    version: '1.0',
    timestamp: '2026-03-10T13:00:00.000Z',
    KinesisBatchInfo: {
      shardId: 'shardId-000000000000',
      startSequenceNumber: sequence(0),
      endSequenceNumber: sequence(records - 1),
      approximateArrivalOfFirstRecord: '2026-03-10T12:00:00.000Z',
      approximateArrivalOfLastRecord: '2026-03-10T12:00:00.000Z',
      batchSize: records,
      streamArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/case-stream',
    },
    payload: JSON.stringify(event),
  });

  it('is stored under its own identity and marked, in as many parts as it takes', async () => {
    const event = kinesisEvent([{ data: caseEvent }, { data: 'x' }, { data: surveyEvent }]);
    const key = 'aws/lambda/m/shardId-000000000000/2026/03/10/2026-03-10T13.00.00-u';
    await layer.archive.put(key, JSON.stringify(invocation(event, 3)));
    const batches = await givenUpBatches(layer.archive);
    expect(batches).toMatchObject([{ key, isRedriven: false }]);
    const chosen = async (filter: Parameters<typeof givenUpBatches>[1]) =>
      (await givenUpBatches(layer.archive, filter)).length;
    expect(await chosen({ reason: 'RetryAttemptsExhausted', since: '2026-03-10 13:00:00' })).toBe(
      1,
    );
    expect(await chosen({ reason: 'EventAgeExceeded' })).toBe(0);
    expect(await chosen({ since: '2026-03-10 13:00:01' })).toBe(0);

    expect(await redriveGivenUp(batches, { ...layer.consumer, maxRows: 2 })).toBe(3);
    expect(await givenUpBatches(layer.archive)).toMatchObject([{ key, isRedriven: true }]);
    const receipts = await Array.fromAsync(layer.archive.list('receipts/'));
    expect(receipts).toHaveLength(2);
    await loadKind('cases', 'recent', layer.loader);
    // The consumer may have stored it all the same: it counts once.
    await redriveGivenUp(batches, layer.consumer);
    await loadKind('cases', 'recent', layer.loader);
    expect(await loadedCases()).toEqual(['600001']);
  });

  it('stays unmarked while the archive does not take it', async () => {
    class Full extends ObjectStore {
      override async put(): Promise<void> {
        throw new Error('SlowDown');
      }
    }
    const archive = new Full('archive');
    const event = kinesisEvent([{ data: caseEvent }]);
    const key = 'aws/lambda/m/shardId-000000000000/2026/03/10/2026-03-10T13.00.00-v';
    await layer.archive.put(key, JSON.stringify(invocation(event, 1)));
    const batches = await givenUpBatches(layer.archive);
    await expect(redriveGivenUp(batches, { ...layer.consumer, archive })).rejects.toThrow(
      /must take the records of/,
    );
    expect(await givenUpBatches(layer.archive)).toMatchObject([{ isRedriven: false }]);
  });
});
