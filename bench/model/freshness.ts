import { batchingWindowSeconds, streamMapping } from '../../lambdas/event-source-settings.ts';
import { type Random, seededRandom } from '../../simulator/random.ts';
import { AgeHistogram } from './age-histogram.ts';
import { archiveObject, consumer, eventBytes } from './assumptions.ts';
import { hourlyRates, streamShares } from './day.ts';
import { loadSeconds, type Setting, shardsFor } from './pipeline.ts';

/** Seconds from an event's arrival in the stream to its row in a view. */
export type Freshness = { readonly p50: number; readonly p95: number; readonly p99: number };

/** Events with the same times; `waits` are their seconds from arrival to the archive, evenly spread. */
type Batch = { readonly archivedAt: number; readonly rows: number; readonly longestWait: number };

/** Above this many events in a window their arrivals are as good as evenly spread. */
const evenlySpreadFrom = 10;
/** Steps in which the events of such a batch are looked at. */
const spreadSteps = 10;
const hourSeconds = 3600;
/** So much of an hour is like all of it: this many events, and ten loads. */
const sampleEvents = 5_000;
const sampleLoads = 10;
/** Shards are alike: a few stand for all, with a loader slower in proportion. */
const mostShards = 8;
const defaultMaxLoadBytes = 512 * 1024 * 1024;

/** Batches of a shard where single events matter: a window opens with the first. */
const sparseBatches = (rate: number, window: number, seconds: number, random: Random): Batch[] => {
  const batches: Batch[] = [];
  const nextAfter = (at: number) => at - Math.log(1 - random.uniform()) / rate;
  for (let at = nextAfter(0); at < seconds; ) {
    const closes = at + window;
    const first = at;
    let rows = 0;
    for (; at < closes && rows < streamMapping.BatchSize; at = nextAfter(at)) rows++;
    const took = consumer.fixedSeconds + rows * consumer.secondsPerEvent;
    batches.push({ archivedAt: closes + took, rows, longestWait: closes + took - first });
  }
  return batches;
};

/** Batches of a shard whose windows are all alike. */
const denseBatches = (rate: number, window: number, seconds: number, random: Random): Batch[] => {
  const period = Math.min(window, streamMapping.BatchSize / rate);
  const rows = rate * period;
  const took = consumer.fixedSeconds + rows * consumer.secondsPerEvent;
  const batches: Batch[] = [];
  for (let closes = period * random.uniform(); closes < seconds; closes += period) {
    batches.push({ archivedAt: closes + took, rows, longestWait: period + took });
  }
  return batches;
};

/** Ages of a batch's events when they can be seen: evenly spread over its window. A single one waits all of it. */
const addAges = (
  { archivedAt, rows, longestWait }: Batch,
  visibleAt: number,
  ages: AgeHistogram,
): void => {
  const steps = Math.min(spreadSteps, Math.ceil(rows));
  const spread = longestWait - consumer.fixedSeconds;
  for (let step = 0; step < steps; step++) {
    const arrivedLater = (step / Math.max(1, steps - 1)) * spread;
    ages.add(visibleAt - archivedAt + longestWait - arrivedLater, rows / steps);
  }
};

/** One hour: the batches in the order in which they are archived, loaded as they wait. */
const hour = (
  rate: number,
  { loadIntervalSeconds, rpus }: Setting,
  shards: number,
  random: Random,
  ages: AgeHistogram,
): void => {
  const window = batchingWindowSeconds(loadIntervalSeconds);
  const simulated = Math.min(shards, mostShards);
  const scale = simulated / shards;
  const shardRate = rate / shards;
  const dense = shardRate * window > evenlySpreadFrom;
  const seconds = Math.min(
    hourSeconds,
    Math.max(sampleEvents / rate, sampleLoads * loadIntervalSeconds),
  );
  const batches = Array.from({ length: simulated }, () =>
    (dense ? denseBatches : sparseBatches)(shardRate, window, seconds, random),
  )
    .flat()
    .sort((a, b) => a.archivedAt - b.archivedAt);
  const sampled = new AgeHistogram();
  let loaderFree = 0;
  for (let next = 0; next < batches.length; ) {
    const start = Math.max(loaderFree, (batches[next]?.archivedAt ?? 0) + loadIntervalSeconds);
    const taken: Batch[] = [];
    let bytes = 0;
    let rows = 0;
    for (; next < batches.length; next++) {
      const batch = batches[next];
      if (!batch || batch.archivedAt > start || bytes * (1 / scale) > defaultMaxLoadBytes) break;
      taken.push(batch);
      rows += batch.rows;
      bytes += archiveObject.emptyBytes + batch.rows * archiveObject.caseRowBytes;
    }
    loaderFree = start + loadSeconds(rows / scale, rpus);
    for (const batch of taken) addAges(batch, loaderFree, sampled);
  }
  // Each hour counts by its events, however much of it was looked at.
  ages.addAll(sampled, hourSeconds / seconds / scale);
};

/**
 * Follows the case events of a day through windows, loads and their waiting, hour by hour, and measures
 * how old they are when they can be seen. The same seed gives the same answer.
 */
export const simulateFreshness = (setting: Setting, seed = 1): Freshness => {
  const random = seededRandom(seed, 'freshness');
  const rates = hourlyRates(setting.eventsPerDay).map((rate) => rate * streamShares.cases);
  const shards = shardsFor(Math.max(...rates), eventBytes.cases);
  const ages = new AgeHistogram();
  for (const rate of rates) hour(rate, setting, shards, random, ages);
  return {
    p50: ages.percentile(0.5),
    p95: ages.percentile(0.95),
    p99: ages.percentile(0.99),
  };
};
