import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStream } from '../../adapters/event-stream.ts';
import { kinesisClient } from '../../adapters/kinesis-client.ts';
import { Warehouse } from '../../adapters/redshift-data.ts';
import { waitForLoaded } from '../../bin/wait/wait-for-loaded.ts';
import type { Row } from '../../domain/table.ts';
import { migrateWarehouse } from '../../lambdas/migrate-warehouse/migrate.ts';
import { generateDimensions } from '../../simulator/dimensions/index.ts';
import { checkedDisorder } from '../../simulator/live/disorder.ts';
import { type LiveEvent, liveEvents } from '../../simulator/live/events.ts';
import { type Random, seededRandom } from '../../simulator/random.ts';
import { generatedKeys } from '../../simulator/reference-keys.ts';
import type { Dimensions } from '../oracle/facts/dimensions.ts';
import { dimensionWriter } from '../property/surroundings/dimensions.ts';
import { reckon } from './check/differences.ts';
import { FaultyCopy } from './copy/faulty-copy.ts';
import { plannedFaults } from './plan.ts';
import { Producer } from './producer.ts';
import type { Report, Struck } from './report.ts';

export type FaultRun = {
  readonly seed: number;
  readonly faults: number;
  readonly events: number;
  /** Part of the names of the faults to choose from; all of them where it is empty. */
  readonly kind: string;
};

/** Events a second that the run would take without faults: how long its cases live. */
const rate = 5_000;
/** Far more broken records than in real life. */
const disorder = checkedDisorder({ broken: 0.01, duplicates: 0.02 });
/** The objects take about 400 bytes an event, in small batches. */
const diskMegabytes = (events: number): number => 128 + Math.ceil((events * 2_000) / 1_000_000);
/** After the last fault: what waits for a retry may wait half a minute, on a loaded machine longer. */
const settleSeconds = 600;
/** How often a run tells how far it is. */
const tellEveryMs = 60_000;
const groupsPerFault = 8;
const longestPauseMs = 300;

/** Rows of the larger dimensions that are loaded: the other keys of events are unknown. */
const fewRows = 50;
const calendarMs = 60 * 86_400_000;

const generated = (present: Date, seed: number): Dimensions => {
  const nowSeconds = present.getTime() / 1000;
  const isNear = ({ calendar_date: date }: Row): boolean =>
    date === undefined || Math.abs(Date.parse(String(date)) - present.getTime()) < calendarMs;
  const tables = generateDimensions({ size: 'small', seed, nowSeconds }).map(
    ({ dimension, rows }) => {
      const isLarge = ['employee', 'product'].includes(dimension.name);
      const near = [...rows].filter(isNear);
      return [dimension.name, isLarge ? near.slice(0, fewRows) : near];
    },
  );
  return Object.fromEntries(tables) as unknown as Dimensions;
};

/** Sends events in small groups with pauses, so that they flow all the while that a fault lasts. */
const trickle = async (
  producer: Producer,
  events: readonly LiveEvent[],
  random: Random,
): Promise<void> => {
  const size = Math.ceil(events.length / groupsPerFault);
  for (let from = 0; from < events.length; from += size) {
    await producer.send(events.slice(from, from + size));
    await sleep(random.integer(0, longestPauseMs));
  }
};

/** Tells how far a run is, so that one of an hour can be told from one that hangs. */
const progressTeller = (faults: number): ((done: number, kind: string) => void) => {
  const startedMs = performance.now();
  let toldMs = startedMs;
  return (done, kind) => {
    const nowMs = performance.now();
    if (nowMs - toldMs < tellEveryMs) return;
    toldMs = nowMs;
    const minutes = (nowMs - startedMs) / 60_000;
    const left = Math.ceil((minutes / done) * (faults - done));
    console.log(`${done} of ${faults} faults, the last: ${kind}; ${left} minutes left`);
  };
};

/** One fault for each chunk of the events, which are sent meanwhile. @returns what struck, by kind. */
const strikeAll = async (
  copy: FaultyCopy,
  producer: Producer,
  events: readonly LiveEvent[],
  run: FaultRun,
): Promise<Map<string, Struck>> => {
  const random = seededRandom(run.seed, 'faults');
  const pauses = seededRandom(run.seed, 'pauses');
  const struck = new Map<string, Struck>();
  const planned = plannedFaults(run.faults, random, run.kind);
  const tell = progressTeller(planned.length);
  // Without faults the events are one chunk.
  const chunks = Math.max(1, planned.length);
  for (let chunk = 0; chunk < chunks; chunk++) {
    const [from, to] = [chunk, chunk + 1].map((n) => Math.floor((events.length * n) / chunks));
    const fault = planned[chunk];
    const startedMs = performance.now();
    await Promise.all([
      trickle(producer, events.slice(from, to), pauses),
      fault?.strike(copy, random),
    ]);
    await copy.recover();
    if (!fault) continue;
    const { times, seconds } = struck.get(fault.kind) ?? { times: 0, seconds: 0 };
    const took = (performance.now() - startedMs) / 1000;
    struck.set(fault.kind, { times: times + 1, seconds: seconds + took });
    tell(chunk + 1, fault.kind);
  }
  return struck;
};

/**
 * Where a person ends a run by Ctrl-C its disk would stay mounted, and keep gigabytes of memory. The folder stays, for its logs.
 * @returns what to call when the run is over
 */
const removeDiskAtSignals = ({ disk }: FaultyCopy): (() => void) => {
  const end = (): void => {
    disk.remove();
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end);
  return () => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, end);
  };
};

/** Sends events through the real parts while faults strike, waits until all is loaded, and compares. */
export const runFaults = async (run: FaultRun): Promise<Report> => {
  const path = await mkdtemp(join(tmpdir(), 'casepulse-faults-'));
  const present = new Date(Math.floor(Date.now() / 1000) * 1000);
  const now = present.toISOString().slice(0, 19).replace('T', ' ');
  const seconds: Record<string, number> = {};
  let partStartedMs = performance.now();
  const partEnded = (part: string): void => {
    seconds[part] = (performance.now() - partStartedMs) / 1000;
    partStartedMs = performance.now();
  };
  const copy = await FaultyCopy.start({
    path,
    now,
    diskMegabytes: diskMegabytes(run.events),
  });
  const isOver = removeDiskAtSignals(copy);
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
    const client = kinesisClient({ endpoint: copy.kinesis.url, maxAttempts: 2 });
    const producer = new Producer(
      {
        cases: new EventStream(streams.cases, client),
        surveys: new EventStream(streams.surveys, client),
      },
      () => copy.recover(),
    );
    partEnded('start');
    const faults = await strikeAll(copy, producer, events, run);
    client.destroy();
    partEnded('events sent, faults recovered from');
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
    partEnded('the rest loaded');
    const reckoning = await reckon({ events, dimensions, now }, streams, warehouse, (key) =>
      copy.objectFile(env['ARCHIVE_BUCKET'] ?? '', key),
    );
    partEnded('compared');
    return {
      ...reckoning,
      seconds,
      seed: run.seed,
      faults,
      notes: [
        `the disk was ${copy.disk.isReal ? 'a file system of its own, filled' : 'full by word of the proxy: no file system may be mounted here'}`,
        `records that the producer sent again: ${producer.retries}; starts by hand after too many crashes: ${copy.operatorRestarts}`,
      ],
    };
  } finally {
    await copy.stop();
    isOver();
    if (!process.env['FAULT_KEEP']) await rm(path, { recursive: true, force: true });
    else console.log(path);
  }
};
