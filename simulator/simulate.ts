import { setTimeout as sleep } from 'node:timers/promises';
import { EventStream } from '../adapters/event-stream.ts';
import { ConfigurationError } from '../domain/errors.ts';
import type { FactKind } from '../domain/facts.ts';
import type { Report } from '../domain/progress.ts';
import { count, type LiveCounts, noCounts } from './live/counts.ts';
import { checkedDisorder, type Disorder } from './live/disorder.ts';
import { type LiveEvent, liveEvents } from './live/events.ts';
import { generatedKeys, readReferenceKeys } from './reference-keys.ts';

export type SimulateOptions = {
  /** Events a second, cases and surveys together. */
  readonly rate: number;
  /** Ends after rate x duration events. @default runs until `signal` */
  readonly durationSeconds?: number;
  readonly seed: number;
  /** The present in UTC; may stand still. */
  readonly clock: () => Date;
  /** IANA name of the zone of the events' times. @default 'UTC' */
  readonly businessTimezone?: string;
  /** Names of the two streams. */
  readonly streams: Readonly<Record<FactKind, string>>;
  /** Events name what is in these tables. @default keys of the small generated dimensions */
  readonly mysqlUrl?: string;
  /** Ends the run after the records that are on their way. */
  readonly signal?: AbortSignal;
  /** @default usualDisorder */
  readonly disorder?: Partial<Disorder>;
};

/** Events are put together for this long. */
const tickMs = 100;
/** Most events of one tick, so that a run that has fallen behind still listens to `signal`. */
const mostPerTick = 5_000;
/** After a longer standstill (a laptop that slept) what was missed is left out. */
const longestCatchUpMs = 5_000;

/** Tells how many events should have been sent by now, on a clock that only goes forward. */
const pace = (rate: number): ((sent: number) => number) => {
  let startMs = performance.now();
  return (sent) => {
    const target = Math.floor(((performance.now() - startMs) * rate) / 1000);
    const behindMs = ((target - sent) * 1000) / rate;
    if (behindMs > longestCatchUpMs && target - sent > mostPerTick) {
      startMs += behindMs - longestCatchUpMs;
    }
    return Math.min(target, sent + mostPerTick);
  };
};

const wait = async (signal: AbortSignal | undefined): Promise<void> => {
  try {
    await sleep(tickMs, undefined, signal && { signal });
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
};

/**
 * Puts live events into the streams, `rate` a second. Returns what was sent, every record of it
 * taken by Kinesis, when the duration is over or the signal says so.
 * @throws ConfigurationError, TransientError
 */
export const simulate = async (
  options: SimulateOptions,
  report: Report = () => undefined,
): Promise<LiveCounts> => {
  const { rate, durationSeconds, signal } = options;
  if (!(rate > 0 && Number.isFinite(rate))) {
    throw new ConfigurationError(`The rate must be above 0 events a second, got ${rate}`);
  }
  const total = durationSeconds === undefined ? undefined : Math.round(rate * durationSeconds);
  const keys =
    options.mysqlUrl === undefined
      ? generatedKeys('small')
      : await readReferenceKeys(options.mysqlUrl);
  const events = liveEvents({
    rate,
    seed: options.seed,
    clock: options.clock,
    businessTimezone: options.businessTimezone ?? 'UTC',
    keys,
    disorder: checkedDisorder(options.disorder ?? {}),
  });
  const streams = {
    cases: new EventStream(options.streams.cases),
    surveys: new EventStream(options.streams.surveys),
  };
  const counts = noCounts();
  const put = async (batch: readonly LiveEvent[]): Promise<void> => {
    await Promise.all(
      (['cases', 'surveys'] as const).map((kind) =>
        streams[kind].put(
          batch
            .filter((event) => event.kind === kind)
            .map(({ text, caseNumber }) => ({
              data: Buffer.from(text),
              partitionKey: caseNumber,
            })),
        ),
      ),
    );
    for (const event of batch) count(counts, event);
    report({
      step: 'live events',
      done: counts.sent,
      ...(total !== undefined && { total }),
      unit: 'events',
    });
  };

  const dueBy = pace(rate);
  const startedMs = performance.now();
  // The next events are made while Kinesis takes the last ones; no two batches are on their way at once, for their order.
  let underWay: Promise<void> = Promise.resolve();
  let made = 0;
  while (!signal?.aborted && (total === undefined || made < total)) {
    await wait(signal);
    const target = Math.min(dueBy(made), total ?? Number.POSITIVE_INFINITY);
    const batch: LiveEvent[] = [];
    while (made + batch.length < target) batch.push(events.next().value);
    await underWay;
    if (signal?.aborted || batch.length === 0) continue;
    made += batch.length;
    underWay = put(batch);
    // A failure is thrown where it is waited for, by the next turn.
    underWay.catch(() => undefined);
  }
  await underWay;
  counts.seconds = (performance.now() - startedMs) / 1000;
  return counts;
};
