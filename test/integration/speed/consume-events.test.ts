import { gzipSync } from 'node:zlib';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LoadQueue } from '../../../adapters/load-queue.ts';
import { ObjectStore } from '../../../adapters/object-store.ts';
import { parseMessage, receiptSchema } from '../../../domain/messages.ts';
import { readConfig } from '../../../lambdas/consume-events/config.ts';
import { consume } from '../../../lambdas/consume-events/consume.ts';
import { caseEvent, surveyEvent } from '../../unit/events/records.ts';
import { readWithParquetjs } from '../../unit/parquet/parquet-readers.ts';
import { kinesisEvent, noonMs, type Storage, sequence, startStorage } from './storage.ts';

let storage: Storage;
beforeEach(async () => {
  storage = await startStorage();
});
afterEach(() => storage.close());

const keys = async (prefix: string) =>
  (await Array.fromAsync(storage.archive.list(prefix))).map(({ key }) => key);

const onlyObject = async (prefix: string): Promise<Uint8Array> => {
  const [key = '', ...more] = await keys(prefix);
  expect(more).toEqual([]);
  return (await storage.archive.get(key)) ?? new Uint8Array();
};

const range = (first: number, last: number) =>
  `${sequence(first).padStart(64, '0')}-${sequence(last).padStart(64, '0')}`;

describe('consume-events', () => {
  it('stores one object per kind, the original bytes and a receipt, and wakes the loader', async () => {
    const broken = { ...caseEvent, status: 'Pending' };
    const sent = [
      { data: caseEvent, arrivedMs: noonMs + 123 },
      { data: gzipSync(JSON.stringify([surveyEvent, caseEvent])) },
      { data: broken },
      { data: 'garbage' },
    ];
    expect(await consume(kinesisEvent(sent), storage.consumer)).toEqual({ batchItemFailures: [] });

    const where = 'origin=stream/arrival_date=2026-03-10/arrival_hour=12';
    const name = `case-stream_shardId-000000000000_${range(0, 3)}`;
    expect(await keys('')).toEqual([
      `archive/cases/${where}/${name}.parquet`,
      `archive/quarantine/${where}/${name}.parquet`,
      `archive/surveys/${where}/${name}.parquet`,
      `quarantine-raw/${where}/${name}.bin`,
      `receipts/case-stream/shardId-000000000000/${range(0, 3)}.json`,
    ]);
    const receipt = new TextDecoder().decode(await onlyObject('receipts/'));
    expect(parseMessage(receiptSchema, receipt, 'The receipt')).toMatchObject({
      firstSequenceNumber: sequence(0),
      lastSequenceNumber: sequence(3),
      records: 4,
      events: 5,
      archived: [
        { kind: 'cases', rows: 2 },
        { kind: 'surveys', rows: 1 },
        { kind: 'quarantine', rows: 2 },
      ],
    });
    const wakeUps = await storage.receive();
    expect(wakeUps.toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual(
      ['cases', 'quarantine', 'surveys'].map((kind) => ({ version: 1, kind, partition: where })),
    );
  });

  it('writes Parquet that an independent reader reads back', async () => {
    await consume(
      kinesisEvent([
        { data: caseEvent },
        { data: { ...caseEvent, category: null }, arrivedMs: noonMs + 7 },
      ]),
      storage.consumer,
    );
    const { rows } = await readWithParquetjs(await onlyObject('archive/cases/'));
    expect(rows).toMatchObject([
      { case_no: '600001', status: 'Open', source: 'case-stream', sequence_number: sequence(0) },
      { case_no: '600001', shard_id: 'shardId-000000000000', sequence_number: sequence(1) },
    ]);
    expect(rows[0]).toHaveProperty('category', 'CAT1');
    expect(rows[1]?.['category'] ?? null).toBeNull();
  });

  it('keeps the original bytes where the quarantine rows say', async () => {
    const originals = [
      Buffer.from([0xff, 0x00, 0xfe]),
      Buffer.from('{"status":'),
      gzipSync('[{"a":1},{"b":2}]'),
    ];
    await consume(kinesisEvent(originals.map((data) => ({ data }))), storage.consumer);
    const { rows } = await readWithParquetjs(await onlyObject('archive/quarantine/'));
    const found: Buffer[] = [];
    for (const row of rows) {
      const place = { offset: Number(row['raw_offset']), bytes: Number(row['raw_bytes']) };
      const bytes = await storage.archive.get(String(row['raw_key']), place);
      found.push(Buffer.from(bytes ?? []));
    }
    const [first, second, third] = originals;
    expect(found).toEqual([first, second, third, third]);
  });

  it('writes the same bytes under the same keys when Lambda sends a batch again', async () => {
    const event = kinesisEvent([{ data: caseEvent }, { data: surveyEvent }, { data: 'x' }]);
    await consume(event, storage.consumer);
    const before = await Promise.all((await keys('')).map((key) => storage.archive.get(key)));
    await consume(event, storage.consumer);
    const after = await Promise.all((await keys('')).map((key) => storage.archive.get(key)));
    expect(after).toEqual(before);
  });

  it('wakes the loader once an interval for each kind, and again for a new partition', async () => {
    await consume(kinesisEvent([{ data: caseEvent }], 0), storage.consumer);
    await consume(kinesisEvent([{ data: caseEvent }], 1), storage.consumer);
    await consume(
      kinesisEvent([{ data: caseEvent, arrivedMs: noonMs + 3_600_000 }], 2),
      storage.consumer,
    );
    const later = { ...storage.consumer, now: () => new Date('2026-03-10T12:00:01Z') };
    await consume(kinesisEvent([{ data: caseEvent }], 3), later);
    const hours = (await storage.receive()).map(({ partition }) => partition?.slice(-2));
    expect(hours).toEqual(['12', '13', '12']);
  });

  it('asks for the whole batch again where the archive can not be reached', async () => {
    const s3 = new S3Client({
      endpoint: storage.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    });
    const consumer = { ...storage.consumer, archive: new ObjectStore('no-such-bucket', s3) };
    const event = kinesisEvent([{ data: caseEvent }, { data: caseEvent }], 7);
    // Not thrown: Lambda would halve the batch into ever smaller objects.
    expect(await consume(event, consumer)).toEqual({
      batchItemFailures: [{ itemIdentifier: sequence(7) }],
    });
    s3.destroy();
    expect(await keys('')).toEqual([]);
    expect(storage.log).toMatchObject([{ level: 'ERROR', message: 'batch not stored' }]);
    expect(storage.counts).toEqual({ FailedBatches: 1 });
  });

  it.each(['quarantine-raw/', 'archive/surveys/', 'receipts/'])(
    'asks for the lowest record that is not stored where only %s fails',
    async (failing) => {
      class HalfBroken extends ObjectStore {
        override async put(...object: Parameters<ObjectStore['put']>): Promise<void> {
          if (object[0].startsWith(failing)) throw new Error('SlowDown');
          await storage.archive.put(...object);
        }
      }
      const archive = new HalfBroken('archive');
      const event = kinesisEvent([{ data: caseEvent }, { data: surveyEvent }, { data: 'x' }], 5);
      expect(await consume(event, { ...storage.consumer, archive })).toEqual({
        batchItemFailures: [{ itemIdentifier: sequence(5) }],
      });
      expect(await keys('receipts/')).toEqual([]);
      // The batch comes again, and ends as if nothing had been.
      await consume(event, storage.consumer);
      expect(await keys('receipts/')).toHaveLength(1);
      expect(await keys('archive/')).toHaveLength(3);
    },
  );

  it('throws for a fault of its own, so that Lambda finds the record by halving', async () => {
    const event = kinesisEvent([{ data: caseEvent }]);
    const consumer = { ...storage.consumer, businessTimezone: 'Mars/Base' };
    await expect(consume(event, consumer)).rejects.toThrow();
  });

  it('stores a batch though the queue can not be reached: the sweep will load it', async () => {
    const sqs = new SQSClient({
      endpoint: storage.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    });
    const queue = new LoadQueue(`${storage.url}/000000000000/none.fifo`, 1, sqs);
    const answer = await consume(kinesisEvent([{ data: caseEvent }]), {
      ...storage.consumer,
      queue,
    });
    sqs.destroy();
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(await keys('receipts/')).toHaveLength(1);
    expect(storage.log).toMatchObject([{ level: 'WARN' }, { level: 'INFO' }]);
    expect(storage.counts).toEqual({ Records: 1, Quarantined: 0 });
  });

  it('leaves what does not fit into one object for the next invocation', async () => {
    const many = gzipSync('{}\n'.repeat(storage.consumer.maxRows));
    const sent = [{ data: many }, { data: caseEvent }, { data: surveyEvent }];
    expect(await consume(kinesisEvent(sent, 10), storage.consumer)).toEqual({
      batchItemFailures: [{ itemIdentifier: sequence(11) }],
    });
    expect(await keys('receipts/')).toEqual([
      `receipts/case-stream/shardId-000000000000/${range(10, 10)}.json`,
    ]);
    expect(await keys('archive/cases/')).toEqual([]);
  });

  it('leaves what is too much text to read at once for the next invocation', async () => {
    const bomb = gzipSync(JSON.stringify({ ...caseEvent, note: ' '.repeat(2_000_000) }));
    const sent = [{ data: bomb }, { data: bomb }, { data: caseEvent }];
    const consumer = { ...storage.consumer, maxTextBytes: 3_000_000 };
    expect(await consume(kinesisEvent(sent, 10), consumer)).toEqual({
      batchItemFailures: [{ itemIdentifier: sequence(12) }],
    });
  });

  it('logs counts, and neither payloads nor personal data', async () => {
    await consume(
      kinesisEvent([
        { data: caseEvent },
        { data: { ...caseEvent, created_employee_key: 'x'.repeat(99) } },
      ]),
      storage.consumer,
    );
    expect(storage.log).toMatchObject([
      {
        message: 'batch stored',
        stream: 'case-stream',
        records: 2,
        rows: { cases: 1, quarantine: 1 },
        refusals: { too_long: 1 },
      },
    ]);
    expect(JSON.stringify(storage.log)).not.toMatch(/600001|xxxx/);
  });

  it('names every fault of its environment at once', () => {
    const env = { ARCHIVE_BUCKET: '', LOAD_INTERVAL_SECONDS: '0', BUSINESS_TIMEZONE: 'Mars/Base' };
    expect(() => readConfig(env)).toThrow(
      /ARCHIVE_BUCKET must be set.*LOAD_QUEUE_URL must be set, got nothing.*LOAD_INTERVAL_SECONDS must be a whole number from 1 to 900, got 0.*BUSINESS_TIMEZONE must be an IANA time zone.*got Mars\/Base/,
    );
    expect(readConfig({ ARCHIVE_BUCKET: 'a', LOAD_QUEUE_URL: 'q' })).toMatchObject({
      loadIntervalSeconds: 60,
      businessTimezone: 'UTC',
    });
  });
});
