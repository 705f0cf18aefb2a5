import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { EventStream } from '../../adapters/event-stream.ts';
import { Warehouse } from '../../adapters/redshift-data.ts';
import { waitForLoaded } from '../../bin/wait/wait-for-loaded.ts';
import { migrateWarehouse } from '../../lambdas/migrate-warehouse/migrate.ts';
import { generateDimensions } from '../../simulator/dimensions/index.ts';
import { checkedDisorder } from '../../simulator/live/disorder.ts';
import { type LiveEvent, liveEvents } from '../../simulator/live/events.ts';
import { seededRandom } from '../../simulator/random.ts';
import { generatedKeys } from '../../simulator/reference-keys.ts';
import type { Dimensions } from '../oracle/facts/dimensions.ts';
import { dimensionWriter } from '../property/surroundings/dimensions.ts';
import { reckon } from './check/differences.ts';
import { FaultyCopy } from './copy/faulty-copy.ts';
import { plannedFaults } from './plan.ts';
import { Producer } from './producer.ts';
import type { Report } from './report.ts';

export type FaultRun = {
  readonly seed: number;
  readonly faults: number;
  readonly events: number;
};

/** Events a second that the run would take without faults: how long its cases live. */
const rate = 5_000;
/** Far more broken records than in real life. */
const disorder = checkedDisorder({ broken: 0.01, duplicates: 0.02 });
/** The objects take about 400 bytes an event, in small batches. */
const diskMegabytes = (events: number): number => 128 + Math.ceil((events * 2_000) / 1_000_000);
/** After the last fault: a sweep comes each minute, and what waits for a retry may wait half of one. */
const settleSeconds = 600;
/** Events that a producer has at hand at once. */
const eventsPerPut = 2_000;

const generated = (now: Date, seed: number): Dimensions =>
  Object.fromEntries(
    generateDimensions({ size: 'small', seed, nowSeconds: now.getTime() / 1000 }).map(
      ({ dimension, rows }) => [dimension.name, [...rows]],
    ),
  ) as unknown as Dimensions;

/** One fault for each chunk of the events, which are sent meanwhile. */
const strikeAll = async (
  copy: FaultyCopy,
  producer: Producer,
  events: readonly LiveEvent[],
  run: FaultRun,
): Promise<Map<string, number>> => {
  const random = seededRandom(run.seed, 'faults');
  const struck = new Map<string, number>();
  const chunks = Math.max(1, run.faults);
  const planned = plannedFaults(run.faults, random);
  for (let chunk = 0; chunk < chunks; chunk++) {
    const to = Math.floor((events.length * (chunk + 1)) / chunks);
    const send = async (): Promise<void> => {
      for (let at = Math.floor((events.length * chunk) / chunks); at < to; at += eventsPerPut) {
        await producer.send(events.slice(at, Math.min(to, at + eventsPerPut)));
      }
    };
    const fault = planned[chunk];
    await Promise.all([send(), fault?.strike(copy, random)]);
    await copy.recover();
    if (fault) struck.set(fault.kind, (struck.get(fault.kind) ?? 0) + 1);
  }
  return struck;
};

/** Sends events through the real parts while faults strike, waits until all is loaded, and compares. */
export const runFaults = async (run: FaultRun): Promise<Report> => {
  const path = await mkdtemp(join(tmpdir(), 'casepulse-faults-'));
  const present = new Date(Math.floor(Date.now() / 1000) * 1000);
  const now = present.toISOString().slice(0, 19).replace('T', ' ');
  const copy = await FaultyCopy.start({
    path,
    now,
    diskMegabytes: diskMegabytes(run.events),
  });
  try {
    const { env } = copy;
    const warehouse = new Warehouse({
      workgroup: env['WAREHOUSE_WORKGROUP'] ?? '',
      database: env['WAREHOUSE_DATABASE'] ?? '',
    });
    await migrateWarehouse(warehouse, { businessTimezone: 'UTC' });
    const dimensions = generated(present, run.seed);
    await dimensionWriter(warehouse)(dimensions);
    await copy.startFunctions();

    const clock = () => present;
    const keys = generatedKeys('small');
    const source = liveEvents({
      rate,
      seed: run.seed,
      clock,
      businessTimezone: 'UTC',
      keys,
      disorder,
    });
    const events = Array.from({ length: run.events }, () => source.next().value);
    const streams = { cases: env['CASE_STREAM'] ?? '', surveys: env['SURVEY_STREAM'] ?? '' };
    const client = new KinesisClient({ endpoint: copy.kinesis.url, maxAttempts: 2 });
    const producer = new Producer({
      cases: new EventStream(streams.cases, client),
      surveys: new EventStream(streams.surveys, client),
    });
    const faults = await strikeAll(copy, producer, events, run);
    client.destroy();
    await waitForLoaded(
      {
        streams: Object.values(streams),
        archiveBucket: env['ARCHIVE_BUCKET'] ?? '',
        stagingBucket: env['STAGING_BUCKET'] ?? '',
        warehouse,
        timeoutSeconds: settleSeconds,
      },
      () => undefined,
    );
    const reckoning = await reckon({ events, dimensions, now }, streams, warehouse, (key) =>
      copy.objectFile(env['ARCHIVE_BUCKET'] ?? '', key),
    );
    return {
      ...reckoning,
      seed: run.seed,
      faults,
      notes: [
        `the disk was ${copy.disk.isReal ? 'a file system of its own, filled' : 'full by word of the proxy: no file system may be mounted here'}`,
        `records that the producer sent again: ${producer.retries}; starts by hand after too many crashes: ${copy.operatorRestarts}`,
      ],
    };
  } finally {
    await copy.stop();
    if (!process.env['FAULT_KEEP']) await rm(path, { recursive: true, force: true });
    else console.log(path);
  }
};
