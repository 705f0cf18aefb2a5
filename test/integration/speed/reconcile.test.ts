import {
  type _Record,
  CreateStreamCommand,
  DeleteStreamCommand,
  KinesisClient,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import type { KinesisStreamEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ShardReader } from '../../../adapters/shard-reader.ts';
import { consume } from '../../../lambdas/consume-events/consume.ts';
import { loadAll } from '../../../lambdas/load-facts/load.ts';
import { reconcile } from '../../../lambdas/load-facts/reconcile/reconcile.ts';
import type { Reconciler } from '../../../lambdas/load-facts/reconcile/reconciler.ts';
import { startKinesis } from '../../../local/kinesis.ts';
import { caseEvent, surveyEvent } from '../../unit/events/records.ts';
import { type SpeedLayer, startSpeedLayer } from './speed-layer.ts';

let layer: SpeedLayer;
let kinesis: Awaited<ReturnType<typeof startKinesis>>;
let client: KinesisClient;
let reconciler: Reconciler;
let stream: string;
let streams = 0;

const hourMs = 3_600_000;

beforeAll(async () => {
  layer = await startSpeedLayer();
  kinesis = await startKinesis();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new KinesisClient({ endpoint: kinesis.url, region: 'us-east-1', credentials });
});
afterAll(async () => {
  client.destroy();
  await kinesis.close();
  await layer.close();
});
beforeEach(async () => {
  await layer.clear();
  await layer.warehouse.transaction(
    ['receipt', 'listed_object', 'stream_count', 'reconciliation'].map(
      (table) => `DELETE FROM ops.${table}`,
    ),
  );
  streams += 1;
  stream = `case_stream-${streams}`;
  await client.send(new CreateStreamCommand({ StreamName: stream, ShardCount: 2 }));
  reconciler = {
    ...layer.loader,
    reader: new ShardReader(client),
    streams: [stream],
    // An hour later: nothing is on its way any more.
    now: () => new Date(Date.now() + hourMs),
  };
});

afterEach(() => client.send(new DeleteStreamCommand({ StreamName: stream })));

const sweep = () => loadAll({} as Parameters<typeof loadAll>[0], layer.loader);

const put = async (events: readonly unknown[]) => {
  const Records = events.map((event, index) => ({
    Data: Buffer.from(typeof event === 'string' ? event : JSON.stringify(event)),
    PartitionKey: String(index),
  }));
  await client.send(new PutRecordsCommand({ StreamName: stream, Records }));
};

const lambdaEvent = (shardId: string, records: readonly _Record[]): KinesisStreamEvent => ({
  Records: records.map((record) => ({
    awsRegion: 'us-east-1',
    eventID: `${shardId}:${record.SequenceNumber}`,
    eventName: 'aws:kinesis:record',
    eventSource: 'aws:kinesis',
    eventSourceARN: `arn:aws:kinesis:us-east-1:000000000000:stream/${stream}`,
    eventVersion: '1.0',
    invokeIdentityArn: 'arn:aws:iam::000000000000:role/consume',
    kinesis: {
      approximateArrivalTimestamp: (record.ApproximateArrivalTimestamp?.getTime() ?? 0) / 1000,
      data: Buffer.from(record.Data ?? []).toString('base64'),
      kinesisSchemaVersion: '1.0',
      partitionKey: record.PartitionKey ?? '',
      sequenceNumber: record.SequenceNumber ?? '',
    },
  })),
});

/** Reads the shards as the consumer does, from the first record; `choose`: what it gets of a shard's. */
const consumeStream = async (choose = (records: readonly _Record[]) => records) => {
  for (const shardId of await reconciler.reader.shardIds(stream)) {
    for await (const page of reconciler.reader.pages(stream, shardId, null)) {
      const records = choose(page);
      if (records.length > 0) await consume(lambdaEvent(shardId, records), layer.consumer);
    }
  }
};

const keys = async (prefix: string) =>
  (await Array.fromAsync(layer.archive.list(prefix))).map(({ key }) => key);

const events = [
  ...Array.from({ length: 20 }, (_, i) => ({ ...caseEvent, case_no: i })),
  surveyEvent,
  'broken',
];

const matched = {
  records_in_stream: 22,
  records_covered: 22,
  records_given_up: 0,
  receipts_missing: 0,
  objects_missing: 0,
  objects_not_loaded: 0,
  objects_with_other_rows: 0,
  differences: 0,
};

describe('a reconciliation', () => {
  it('of an intact pipeline finds no difference, however often and in whatever batches it was read', async () => {
    await put(events);
    await consumeStream();
    await sweep();
    expect(await reconcile(reconciler)).toMatchObject(matched);
    await consumeStream((records) => records.slice(1));
    await consumeStream((records) => records.slice(0, 3));
    await sweep();
    const total = await reconcile(reconciler);
    expect(total).toMatchObject(matched);
    expect(total['rows_loaded']).toBe(total['rows_in_receipts']);
    expect(await reconcile(reconciler)).toEqual({ ...total, compared_at: expect.any(String) });
    expect(layer.log.at(-1)).toMatchObject({
      level: 'INFO',
      message: 'reconciled',
      differences: 0,
    });
  });

  it('adds up its hours and streams to the total', async () => {
    await put(events);
    await consumeStream();
    await sweep();
    await reconcile(reconciler);
    const [sums] = await layer.warehouse.query(
      'SELECT CAST(SUM(records_in_stream) AS INTEGER) AS records_in_stream, CAST(SUM(rows_loaded) AS INTEGER) AS rows_loaded FROM care.pipeline_reconciliation WHERE arrived_hour IS NOT NULL AND source IS NOT NULL',
    );
    expect(sums).toEqual({ records_in_stream: 22, rows_loaded: 22 });
  });

  it.each([
    ['an archive object', 'archive/cases/', { objects_missing: 1 }],
    ['a quarantine object', 'archive/quarantine/', { objects_missing: 1 }],
    ['the original bytes of quarantined records', 'quarantine-raw/', { objects_missing: 1 }],
  ])('shows %s that was deleted', async (_name, prefix, shown) => {
    await put(events);
    await consumeStream();
    await sweep();
    await reconcile(reconciler);
    const [key = ''] = await keys(prefix);
    await layer.archive.delete(key);
    expect(await reconcile(reconciler)).toMatchObject({ ...matched, ...shown, differences: 1 });
    expect(layer.log.at(-1)).toMatchObject({ level: 'ERROR', differences: 1 });
    expect(layer.counts['Differences']).toBe(1);
  });

  it('shows what was deleted before the first reconciliation, and original bytes before they are loaded', async () => {
    await put(events);
    await consumeStream();
    const [originals = ''] = await keys('quarantine-raw/');
    await layer.archive.delete(originals);
    expect(await reconcile(reconciler)).toMatchObject({ objects_missing: 1 });
    await sweep();
    const [key = ''] = await keys('archive/cases/');
    await layer.archive.delete(key);
    expect(await reconcile(reconciler)).toMatchObject({ objects_missing: 2, differences: 2 });
  });

  it('shows a receipt that was deleted, known before or not', async () => {
    await put(events);
    await consumeStream();
    await sweep();
    const [first = '', second = ''] = await keys('receipts/');
    await layer.archive.delete(first);
    const unknown = await reconcile(reconciler);
    expect(Number(unknown['receipts_missing'])).toBeGreaterThan(0);
    expect(Number(unknown['records_covered'])).toBeLessThan(22);
    await layer.archive.delete(second);
    const both = await reconcile(reconciler);
    expect(Number(both['receipts_missing'])).toBeGreaterThan(Number(unknown['receipts_missing']));
  });

  it('shows a ledger row that was deleted, until the sweep has loaded its object again', async () => {
    await put(events);
    await consumeStream();
    await sweep();
    await layer.warehouse.query("DELETE FROM ops.load_ledger WHERE kind = 'surveys'");
    expect(await reconcile(reconciler)).toMatchObject({ objects_not_loaded: 1, differences: 1 });
    await sweep();
    expect(await reconcile(reconciler)).toMatchObject(matched);
  });

  it('shows a ledger row that counts other rows than the receipt', async () => {
    await put(events);
    await consumeStream();
    await sweep();
    await layer.warehouse.query(
      "UPDATE ops.load_ledger SET row_count = row_count + 1 WHERE kind = 'quarantine'",
    );
    expect(await reconcile(reconciler)).toMatchObject({
      objects_with_other_rows: 1,
      differences: 1,
    });
  });

  it('shows records that the consumer never took, and forgets them when it has', async () => {
    await put(events);
    await consumeStream((records) => records.slice(0, -2));
    await sweep();
    expect(await reconcile(reconciler)).toMatchObject({
      records_in_stream: 22,
      records_covered: 18,
      differences: 4,
    });
    await consumeStream((records) => records.slice(-2));
    await sweep();
    expect(await reconcile(reconciler)).toMatchObject(matched);
  });

  it('tells records that a mapping gave up on apart, until they are redriven', async () => {
    await put(events);
    const left: _Record[] = [];
    let leftShard = '';
    for (const shardId of await reconciler.reader.shardIds(stream)) {
      for await (const page of reconciler.reader.pages(stream, shardId, null)) {
        if (leftShard === '') {
          leftShard = shardId;
          left.push(...page);
        } else {
          await consume(lambdaEvent(shardId, page), layer.consumer);
        }
      }
    }
    const event = lambdaEvent(leftShard, left);
    await layer.archive.put(
      `aws/lambda/m/${leftShard}/2026/03/10/x`,
      JSON.stringify({
        requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 31 },
        timestamp: '2026-03-10T13:00:00.000Z',
        KinesisBatchInfo: {
          shardId: leftShard,
          startSequenceNumber: left[0]?.SequenceNumber,
          endSequenceNumber: left.at(-1)?.SequenceNumber,
          batchSize: left.length,
          streamArn: `arn:aws:kinesis:us-east-1:000000000000:stream/${stream}`,
        },
        payload: JSON.stringify(event),
      }),
    );
    await sweep();
    expect(await reconcile(reconciler)).toMatchObject({
      records_in_stream: 22,
      records_given_up: left.length,
      differences: 0,
    });
    await consume(event, layer.consumer);
    await sweep();
    expect(await reconcile(reconciler)).toMatchObject(matched);
  });

  it('leaves its time to what is on its way', async () => {
    await put(events);
    await consumeStream();
    const soon = { ...reconciler, now: () => new Date() };
    expect(await reconcile(soon)).toMatchObject({ records_in_stream: 0, differences: 0 });
    expect(Number((await reconcile(reconciler))['objects_not_loaded'])).toBeGreaterThan(2);
  });
});
