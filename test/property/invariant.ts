import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectedViews } from '../oracle/expected-views.ts';
import type { Dimensions } from '../oracle/facts/dimensions.ts';
import type { RawEvent } from '../oracle/facts/events.ts';
import { secondsOf } from '../oracle/facts/local-time.ts';
import { localTextOf } from './script/clock.ts';
import { dimensionSets } from './script/dimension-rows.ts';
import { rawEventOf, type ScriptedEvent, withOneChange } from './script/events.ts';
import { momentOf } from './script/moments.ts';
import {
  anyScript,
  type Delivery,
  type HistoryStep,
  type Script,
  type StreamStep,
} from './script/script.ts';
import { differencesOf } from './surroundings/compare-views.ts';
import { type Pipeline, startPipeline } from './surroundings/deliver.ts';
import { type Surroundings, startSurroundings } from './surroundings/warehouse.ts';

/** Cases of all zones together; `.ci/run` and `npm run soak` set more. */
const allCases = Number(process.env['PROPERTY_CASES'] ?? 6);
const zones = 3;

/** To repeat a failure: what it printed as seed and path. */
const fastCheckOptions = {
  ...(process.env['PROPERTY_SEED'] ? { seed: Number(process.env['PROPERTY_SEED']) } : {}),
  ...(process.env['PROPERTY_PATH'] ? { path: process.env['PROPERTY_PATH'] } : {}),
  // A planted bug is only to be noticed.
  ...(process.env['PROPERTY_SHRINK'] === 'no' ? { endOnFailure: true } : {}),
};

/** Longest time that a case takes on a loaded machine, and that shrinking one takes. */
const caseMs = 20_000;
const shrinkMs = 600_000;

const everything = { what: 'everything', maxBytes: 512 * 1024 * 1024 } as const;

/** Loads or folds whatever no step has, so that every event shows. */
const end = async (
  pipeline: Pipeline,
  { course: { ending }, endingHoursLater: hoursLater }: Script,
): Promise<void> => {
  const fold = (full: boolean) => pipeline.batch({ part: 'all', full, hoursLater });
  if (ending === 'fold, then load') await fold(false);
  if (ending.endsWith('load') || ending === 'load, then fold') await pipeline.load(everything);
  // History reaches the facts through the batch layer alone.
  if (ending === 'load' && pipeline.hasHistory()) await fold(false);
  if (ending === 'fold' || ending === 'load, then fold') await fold(false);
  if (ending === 'rebuild') await fold(true);
};

/** The event that a delivery brings; none where it refers to an earlier one and there is none. */
const eventOf = (
  delivery: Delivery,
  known: readonly ScriptedEvent[],
): ScriptedEvent | undefined => {
  if ('event' in delivery) return delivery.event;
  if ('copyOf' in delivery) return known[delivery.copyOf % known.length];
  const original = known[delivery.changeOf % known.length];
  return original && withOneChange(original, delivery.field, delivery.donors);
};

const setOf = (place: number): Dimensions => {
  const dimensions = dimensionSets[place];
  if (dimensions === undefined) throw new Error(`There must be a set ${place} of dimensions`);
  return dimensions;
};

/** Does what the script says. @returns the events that were sent, as they were sent, and the dimensions of the end. */
const carryOut = async (
  script: Script,
  surroundings: Surroundings,
  pipeline: Pipeline,
  localNow: string,
): Promise<{ events: RawEvent[]; dimensions: Dimensions }> => {
  const now = secondsOf(localNow);
  const pool = script.moments.map((moment) => momentOf(moment, now));
  const known: ScriptedEvent[] = [];
  const sent: RawEvent[] = [];
  let dimensions = setOf(script.dimensions);
  const written = (delivery: Delivery): RawEvent[] => {
    const event = eventOf(delivery, known);
    if (event === undefined) return [];
    known.push(event);
    return [rawEventOf(event, delivery.spelling, pool, now)];
  };
  const deliver = async (step: StreamStep | HistoryStep): Promise<void> => {
    const events = step.deliveries.flatMap(written);
    if (events.length === 0) return;
    sent.push(...events);
    if (step.step === 'stream') await pipeline.stream(step, events);
    else await pipeline.history(step, events);
  };
  for (const step of script.course.steps) {
    if (step.step === 'load') await pipeline.load(step);
    else if (step.step === 'dimensions') {
      dimensions = setOf(step.dimensions);
      await surroundings.replaceDimensions(dimensions);
    } else if (step.step !== 'batch') await deliver(step);
    else {
      const { meanwhile } = step;
      const arrive = async (late: StreamStep) => {
        await deliver(late);
        await pipeline.load(everything);
      };
      await pipeline.batch(step, meanwhile ? () => arrive(meanwhile) : undefined);
    }
  }
  await end(pipeline, script);
  return { events: sent, dimensions };
};

/** In how many views the warehouse and the oracle differ after the script, and in what; none is right. */
const differencesAfter = async (script: Script, surroundings: Surroundings): Promise<string[]> => {
  const { businessTimezone, warehouse } = surroundings;
  surroundings.setNow(script.now);
  const buckets = await surroundings.beginCase();
  await surroundings.replaceDimensions(setOf(script.dimensions));
  const pipeline = startPipeline(surroundings, buckets, script.now);
  const localNow = localTextOf(script.now, businessTimezone);
  const { events, dimensions } = await carryOut(script, surroundings, pipeline, localNow);
  await surroundings.endCase(buckets);
  const refused = await warehouse.query('SELECT reason FROM ops.quarantine');
  return [
    ...refused.map(({ reason }) => `The events must all be valid, but one was refused: ${reason}`),
    ...(await differencesOf(warehouse, expectedViews(events, dimensions, localNow))),
  ];
};

/**
 * The invariant of the two layers, in one business time zone: for any events, in any order, with any
 * copies, however they were split between history, stream and batch runs, every view answers as one
 * computation over the events does.
 */
export const testInvariant = (businessTimezone: string): void => {
  let surroundings: Surroundings;
  beforeAll(async () => {
    surroundings = await startSurroundings(businessTimezone);
  });
  afterAll(() => surroundings.close());

  const numRuns = Math.ceil(allCases / zones);
  it(
    `answers as one computation over the events does, in ${businessTimezone}`,
    async () => {
      await fc.assert(
        fc.asyncProperty(anyScript, async (script) => {
          expect(await differencesAfter(script, surroundings)).toEqual([]);
        }),
        { numRuns, ...fastCheckOptions },
      );
    },
    numRuns * caseMs + shrinkMs,
  );
};
