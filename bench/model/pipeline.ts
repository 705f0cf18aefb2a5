import { batchingWindowSeconds, streamMapping } from '../../lambdas/event-source-settings.ts';
import {
  archiveObject,
  consumer,
  eventBytes,
  loader,
  minimumBilledSeconds,
  otherAwakeSecondsPerDay,
  quarantinedShare,
} from './assumptions.ts';
import { daySeconds, hourlyRates, streamNames, streamShares } from './day.ts';

export type Setting = {
  readonly eventsPerDay: number;
  readonly loadIntervalSeconds: number;
  readonly rpus: number;
  /** From one reconciliation to the next. */
  readonly reconcileIntervalSeconds: number;
};

/** What a day of events does to each part. */
export type PipelineDay = {
  /** Open shards of both streams together. */
  readonly shards: number;
  readonly invocations: number;
  /** Seconds of consume-events, all invocations together. */
  readonly consumerSeconds: number;
  /** consume-events at once in the fullest hour. */
  readonly consumersAtPeak: number;
  /** Archive objects, quarantine among them. */
  readonly objects: number;
  readonly archiveBytes: number;
  readonly loads: number;
  /** Seconds of load-facts, all loads together. */
  readonly loaderSeconds: number;
  /** Share of its time that the busiest kind's loader works in the fullest hour; beyond 1 it falls behind. */
  readonly loaderLoadAtPeak: number;
  /** Seconds for which the warehouse is billed. */
  readonly awakeSeconds: number;
};

/**
 * A stream on demand begins with 4 shards and keeps room for twice its peak; a shard takes 1,000 records
 * or 1 MiB a second. https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
 */
const firstShards = 4;
const recordsPerShardSecond = 1000;
const bytesPerShardSecond = 1024 * 1024;
const headroom = 2;

export const shardsFor = (peakRate: number, bytesPerRecord: number): number =>
  Math.max(
    firstShards,
    Math.ceil((headroom * peakRate) / recordsPerShardSecond),
    Math.ceil((headroom * peakRate * bytesPerRecord) / bytesPerShardSecond),
  );

/**
 * How often something happens that waits `windowSeconds` from the first arrival, or until `most` have come:
 * a window begins with an arrival, so a cycle lasts the window and the wait for the next one.
 */
export const cyclesPerSecond = (
  rate: number,
  windowSeconds: number,
  most = Number.POSITIVE_INFINITY,
): number => (rate === 0 ? 0 : Math.max(rate / (1 + rate * windowSeconds), rate / most));

/** Seconds of one load of this many rows. */
export const loadSeconds = (rows: number, rpus: number): number =>
  loader.fixedSeconds + rows / (loader.rowsPerRpuSecond * rpus);

/** Follows a day of events through the pipeline, hour by hour. */
export const pipelineDay = ({
  eventsPerDay,
  loadIntervalSeconds,
  rpus,
  reconcileIntervalSeconds,
}: Setting): PipelineDay => {
  const rates = hourlyRates(eventsPerDay);
  const peak = Math.max(...rates);
  const window = batchingWindowSeconds(loadIntervalSeconds);
  const day = {
    shards: 0,
    invocations: 0,
    consumerSeconds: 0,
    objects: 0,
    archiveBytes: 0,
    loads: 0,
    loaderSeconds: 0,
  };
  let consumersAtPeak = 0;
  let loaderLoadAtPeak = 0;
  let awakeSeconds = 0;
  const shards = Object.fromEntries(
    streamNames.map((stream) => [
      stream,
      shardsFor(peak * streamShares[stream], eventBytes[stream]),
    ]),
  );
  for (const total of rates) {
    let consumersNow = 0;
    let loadsNow = 0;
    let busyNow = 0;
    for (const stream of streamNames) {
      const rate = total * streamShares[stream];
      const shardCount = shards[stream] ?? firstShards;
      const batches =
        shardCount * cyclesPerSecond(rate / shardCount, window, streamMapping.BatchSize);
      const perBatch = batches === 0 ? 0 : rate / batches;
      const seconds = consumer.fixedSeconds + perBatch * consumer.secondsPerEvent;
      const quarantineObjects = batches * Math.min(1, perBatch * quarantinedShare);
      const loads = cyclesPerSecond(batches, loadIntervalSeconds);
      const rowsPerLoad = loads === 0 ? 0 : rate / loads;
      const perLoad = loadSeconds(rowsPerLoad, rpus);
      day.invocations += batches * 3600;
      day.consumerSeconds += batches * seconds * 3600;
      day.objects += (batches + quarantineObjects) * 3600;
      const rowBytes =
        stream === 'cases' ? archiveObject.caseRowBytes : archiveObject.surveyRowBytes;
      day.archiveBytes += (batches * archiveObject.emptyBytes + rate * rowBytes) * 3600;
      day.loads += loads * 3600;
      day.loaderSeconds += loads * perLoad * 3600;
      consumersNow += batches * seconds;
      loadsNow = Math.max(loadsNow, loads);
      busyNow = Math.max(busyNow, loads * perLoad);
    }
    consumersAtPeak = Math.max(consumersAtPeak, consumersNow);
    loaderLoadAtPeak = Math.max(loaderLoadAtPeak, busyNow);
    // The kinds load at about the same time; each time costs the minimum at least.
    const loadShare = Math.min(1, Math.max(loadsNow * minimumBilledSeconds, busyNow));
    // A reconciliation wakes it where no load has.
    const reconcileShare = minimumBilledSeconds / reconcileIntervalSeconds;
    const awakeShare = 1 - (1 - loadShare) * (1 - reconcileShare);
    const asleep = (1 - awakeShare) * 3600;
    const others = (otherAwakeSecondsPerDay * asleep) / daySeconds;
    awakeSeconds += awakeShare * 3600 + others;
  }
  return {
    ...day,
    shards: Object.values(shards).reduce((sum, count) => sum + count, 0),
    consumersAtPeak,
    loaderLoadAtPeak,
    awakeSeconds,
  };
};
