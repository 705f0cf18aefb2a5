import { gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { ObjectStore } from '../../../adapters/object-store.ts';
import { batchContext } from '../../../batch/context.ts';
import { fold } from '../../../batch/fold.ts';
import { plan } from '../../../batch/plan.ts';
import { publish } from '../../../batch/publish.ts';
import { runBatch } from '../../../batch/run.ts';
import { type Consumer, consume } from '../../../lambdas/consume-events/consume.ts';
import { loadAll, loadWoken } from '../../../lambdas/load-facts/load.ts';
import type { Loader } from '../../../lambdas/load-facts/loader.ts';
import type { RawEvent } from '../../oracle/facts/events.ts';
import { hourSeconds, secondsOf, timestampOf } from '../../oracle/facts/local-time.ts';
import type { BatchStep, Framing, HistoryStep, LoadStep, StreamStep } from '../script/script.ts';
import { type Buckets, database, type Surroundings, workgroup } from './warehouse.ts';

const copyRoleArn = 'arn:aws:iam::000000000000:role/casepulse-copy';

const inGroups = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );

const recordData = (events: readonly RawEvent[], framing: Framing): Uint8Array => {
  const lines = events.map((event) => JSON.stringify(event)).join('\n');
  if (framing === 'array') return Buffer.from(JSON.stringify(events));
  return framing === 'gzip' ? gzipSync(lines) : Buffer.from(lines);
};

/** The moment so many hours later; 'YYYY-MM-DD HH:MM:SS', UTC. */
const hoursAfter = (utc: string, hours: number): string =>
  timestampOf(secondsOf(utc) + hours * hourSeconds);

/** The real parts of both layers on the surroundings, for one case. @param now 'YYYY-MM-DD HH:MM:SS', UTC */
export const startPipeline = (
  { businessTimezone, queue, s3, setNow, warehouse }: Surroundings,
  buckets: Buckets,
  now: string,
) => {
  const nowMs = Date.parse(`${now.replace(' ', 'T')}Z`);
  // Failures of functions come out as exceptions or as wrong numbers; what they log tells nothing more.
  const log = (): void => {};
  const count = log;
  const archive = new ObjectStore(buckets.archive, s3);
  const consumer: Consumer = {
    archive,
    queue,
    businessTimezone,
    maxRows: 100_000,
    maxTextBytes: 64 * 1024 * 1024,
    log,
    count,
    now: () => new Date(nowMs),
  };
  const loader: Loader = {
    archive,
    staging: new ObjectStore(buckets.staging, s3),
    warehouse,
    copyRoleArn,
    maxBytes: 1,
    log,
    count,
    now: () => new Date(),
    remainingMs: () => Number.POSITIVE_INFINITY,
  };
  const batchConfig = {
    archiveBucket: buckets.archive,
    stagingBucket: buckets.staging,
    workgroup,
    database,
    copyRoleArn,
    mysqlUrl: null,
    businessTimezone,
  };
  const lastSequence = new Map<string, number>();
  let files = 0;

  const recordOn = (shardId: string, data: Uint8Array, arrivedMs: number): KinesisStreamRecord => {
    const position = (lastSequence.get(shardId) ?? 0) + 1;
    lastSequence.set(shardId, position);
    const sequenceNumber = `49590338271490256608559692538361571095${String(position).padStart(18, '0')}`;
    return {
      awsRegion: 'us-east-1',
      eventID: `${shardId}:${sequenceNumber}`,
      eventName: 'aws:kinesis:record',
      eventSource: 'aws:kinesis',
      eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/events',
      eventVersion: '1.0',
      invokeIdentityArn: 'arn:aws:iam::000000000000:role/consume-events',
      kinesis: {
        approximateArrivalTimestamp: arrivedMs / 1000,
        data: Buffer.from(data).toString('base64'),
        kinesisSchemaVersion: '1.0',
        partitionKey: '0',
        sequenceNumber,
      },
    };
  };

  /** What the consumer leaves for lack of room is handed to it again, as Lambda does. */
  const hand = async (records: readonly KinesisStreamRecord[], maxRows: number): Promise<void> => {
    const event: KinesisStreamEvent = { Records: [...records] };
    const { batchItemFailures } = await consume(event, { ...consumer, maxRows });
    const [left] = batchItemFailures;
    if (left === undefined) return;
    const from = records.findIndex(
      (record) => record.kinesis.sequenceNumber === left.itemIdentifier,
    );
    if (from < 1)
      throw new Error('consume must take one record at least, and leave one of its batch');
    await hand(records.slice(from), maxRows);
  };

  return {
    /** A batch of a shard comes to consume-events, perhaps more than once. */
    stream: async (step: StreamStep, events: readonly RawEvent[]): Promise<void> => {
      const arrivedMs = nowMs - step.minutesAgo * 60_000;
      const size = step.framing === 'object' ? 1 : step.eventsPerRecord;
      const records = inGroups(events, size).map((group) =>
        recordOn(`shardId-00000000000${step.shard}`, recordData(group, step.framing), arrivedMs),
      );
      await hand(records, step.maxRows);
      if (step.again === 'all') await hand(records, step.maxRows);
      if (step.again === 'later ones' && records.length > 1)
        await hand(records.slice(1), step.maxRows);
    },

    /** A file is put into the history. */
    history: async (step: HistoryStep, events: readonly RawEvent[]): Promise<void> => {
      const lines = inGroups(events, step.eventsPerLine).map((group) =>
        JSON.stringify(group.length === 1 ? group[0] : group),
      );
      const text = `${lines.join('\n')}\n`;
      files++;
      await s3.send(
        new PutObjectCommand({
          Bucket: buckets.history,
          Key: `days/day${files}.json${step.isGzipped ? '.gz' : ''}`,
          Body: step.isGzipped ? gzipSync(text) : Buffer.from(text),
        }),
      );
    },

    /** load-facts runs: by the schedule's sweep, or woken for one kind. */
    load: async ({ what, maxBytes }: Pick<LoadStep, 'what' | 'maxBytes'>): Promise<void> => {
      const withLimit = { ...loader, maxBytes };
      if (what === 'everything') {
        await loadAll(
          {
            account: '000000000000',
            region: 'us-east-1',
            detail: {},
            'detail-type': 'Scheduled Event',
            source: 'aws.events',
            time: new Date(nowMs).toISOString(),
            id: 'sweep',
            resources: [],
            version: '0',
          },
          withLimit,
        );
        return;
      }
      const { batchItemFailures } = await loadWoken(
        {
          Records: [
            {
              messageId: 'wake-up',
              receiptHandle: '',
              body: JSON.stringify({ version: 1, kind: what }),
              attributes: {
                ApproximateReceiveCount: '1',
                SentTimestamp: '0',
                SenderId: '',
                ApproximateFirstReceiveTimestamp: '0',
              },
              messageAttributes: {},
              md5OfBody: '',
              eventSource: 'aws:sqs',
              eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:wake-ups.fifo',
              awsRegion: 'us-east-1',
            },
          ],
        },
        withLimit,
      );
      if (batchItemFailures.length > 0) throw new Error(`load-facts must load ${what}`);
    },

    /**
     * The batch layer runs, without its dimensions, which come from MySQL, and without the rules that only warn.
     * @param meanwhile happens after it has fixed what it covers, and before it publishes.
     */
    batch: async (
      { part, full, hoursLater }: Pick<BatchStep, 'part' | 'full' | 'hoursLater'>,
      meanwhile?: () => Promise<void>,
    ): Promise<void> => {
      if (part !== 'facts' && files > 0) {
        await runBatch(batchConfig, { only: 'history', history: `s3://${buckets.history}/days/` });
      }
      if (part === 'history') return;
      // Events may lie a day ahead of those that validate them, so these keep their clock.
      setNow(hoursAfter(now, hoursLater));
      const context = batchContext(batchConfig, { only: 'facts', full }, () => {});
      const run = await plan(context);
      await fold(context, run);
      await meanwhile?.();
      await publish(context, run, '{}');
      setNow(now);
    },

    hasHistory: (): boolean => files > 0,
  };
};

export type Pipeline = ReturnType<typeof startPipeline>;
