import fc from 'fast-check';
import { anyInstant } from './clock.ts';
import { anyDonors, anyEvent, anySpelling } from './events.ts';
import { anyMoment } from './moments.ts';

const newEvent = fc.record({ event: anyEvent, spelling: anySpelling });
const changedEvent = fc.record({
  changeOf: fc.nat({ max: 30 }),
  field: fc.nat({ max: 10 }),
  donors: anyDonors,
  spelling: anySpelling,
});
const copiedEvent = fc.record({ copyOf: fc.nat({ max: 30 }), spelling: anySpelling });

/** A new event, an earlier one with another value in one field, or one more copy of an earlier one. */
const anyDelivery = fc.oneof(
  { weight: 4, arbitrary: newEvent },
  { weight: 3, arbitrary: changedEvent },
  { weight: 1, arbitrary: copiedEvent },
);
export type Delivery = typeof anyDelivery extends fc.Arbitrary<infer T> ? T : never;

const someDeliveries = fc.array(anyDelivery, { minLength: 1, maxLength: 12, size: 'max' });

/** How events lie in a record's data. */
const anyFraming = fc.constantFrom('object', 'array', 'lines', 'gzip');
export type Framing = 'object' | 'array' | 'lines' | 'gzip';

/** Records that come on a shard, and how often its batch is handed to the consumer. */
const streamStep = (deliveries: fc.Arbitrary<Delivery[]>) =>
  fc.record({
    step: fc.constant('stream' as const),
    deliveries,
    framing: anyFraming,
    eventsPerRecord: fc.integer({ min: 1, max: 3 }),
    shard: fc.nat({ max: 1 }),
    minutesAgo: fc.constantFrom(0, 30, 90),
    /** Rows that the consumer stores of one batch: what is left over comes again. */
    maxRows: fc.constantFrom(1000, 2),
    /** Lambda may hand over the same records again, all of them or, after a failure, the later ones. */
    again: fc.constantFrom('never', 'all', 'later ones'),
  });
const anyStreamStep = streamStep(someDeliveries);
export type StreamStep = typeof anyStreamStep extends fc.Arbitrary<infer T> ? T : never;

/** A file of the history appears. */
const historyStep = fc.record({
  step: fc.constant('history' as const),
  deliveries: someDeliveries,
  eventsPerLine: fc.integer({ min: 1, max: 2 }),
  isGzipped: fc.boolean(),
});
export type HistoryStep = typeof historyStep extends fc.Arbitrary<infer T> ? T : never;

/** The loader runs: for one kind, or all; one object a load, or all at once. */
const loadStep = fc.record({
  step: fc.constant('load' as const),
  what: fc.constantFrom('everything', 'cases', 'surveys'),
  maxBytes: fc.constantFrom(512 * 1024 * 1024, 1),
});
export type LoadStep = typeof loadStep extends fc.Arbitrary<infer T> ? T : never;

/**
 * The warehouse's clock while the batch layer publishes facts, from the moment at which the views are read: SLAs pass in
 * between, and a clock may be put back.
 */
const anyHoursLater = fc.constantFrom(0, -9, -9, -1, 1, 9);

/** The batch layer runs, or the part of it that converts history does. */
const batchStep = (part: fc.Arbitrary<'all' | 'history' | 'facts'>) =>
  fc.record({
    step: fc.constant('batch' as const),
    part,
    full: fc.boolean(),
    hoursLater: anyHoursLater,
    /** What comes, and is loaded, after the run has fixed its objects and before it publishes them. */
    meanwhile: fc.option(anyStreamStep, { freq: 1 }),
  });
const anyBatchStep = batchStep(fc.constantFrom('all', 'history', 'facts'));
export type BatchStep = typeof anyBatchStep extends fc.Arbitrary<infer T> ? T : never;

/** The dimensions change, as a run of their part publishes them. */
const dimensionStep = fc.record({
  step: fc.constant('dimensions' as const),
  dimensions: fc.nat({ max: 2 }),
});

const streamOrLoad = fc.oneof(
  { weight: 4, arbitrary: anyStreamStep },
  { weight: 3, arbitrary: loadStep },
);

const anyStep = fc.oneof(
  { weight: 7, arbitrary: streamOrLoad },
  { weight: 2, arbitrary: historyStep },
  { weight: 2, arbitrary: anyBatchStep },
  { weight: 1, arbitrary: dimensionStep },
);

type AnyStep = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

type Course = {
  readonly steps: readonly AnyStep[];
  readonly ending: 'load' | 'fold' | 'rebuild' | 'load, then fold' | 'fold, then load';
};

/**
 * A quarter without the batch layer, which would heal what the speed layer does wrong.
 */
const anySteps: fc.Arbitrary<readonly AnyStep[]> = fc.oneof(
  { weight: 2, arbitrary: fc.array(anyStep, { minLength: 1, maxLength: 9 }) },
  { weight: 1, arbitrary: fc.array(streamOrLoad, { minLength: 1, maxLength: 9 }) },
);

const anyEnding = fc.oneof(
  { weight: 4, arbitrary: fc.constant('load' as const) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('fold', 'rebuild', 'load, then fold', 'fold, then load'),
  },
);

/** What happens, in its order, until everything has been either loaded or folded. */
const anyCourse = fc.record({ steps: anySteps, ending: anyEnding });

/** So many that most cases and surveys have rivals. */
const manyDeliveries = fc.array(anyDelivery, { minLength: 6, maxLength: 16, size: 'max' });
/** So few that most of what was there before is not met: a survey whose case alone moves, say. */
const fewDeliveries = fc.array(
  fc.oneof({ weight: 1, arbitrary: newEvent }, { weight: 2, arbitrary: changedEvent }),
  { minLength: 1, maxLength: 3 },
);

/**
 * The layers in each other's way: a batch run between events that it has and others, older and newer, that the speed
 * layer alone has at the end, or other dimensions. No later run of the batch layer heals what they leave.
 */
const anyCourseAfterBatch = fc.record({
  steps: fc.tuple(
    streamStep(manyDeliveries),
    batchStep(fc.constantFrom('all', 'facts')),
    fc.oneof(
      { weight: 3, arbitrary: streamStep(fewDeliveries) },
      { weight: 1, arbitrary: streamStep(manyDeliveries) },
      { weight: 1, arbitrary: dimensionStep },
    ),
    fc.oneof({ weight: 3, arbitrary: loadStep }, { weight: 1, arbitrary: dimensionStep }),
  ),
  ending: fc.constant('load' as const),
});

export const anyScript = fc.record({
  now: anyInstant,
  dimensions: fc.nat({ max: 2 }),
  moments: fc.array(anyMoment, { minLength: 1, maxLength: 6 }),
  course: fc.oneof<fc.MaybeWeightedArbitrary<Course>[]>(
    { weight: 1, arbitrary: anyCourse },
    { weight: 1, arbitrary: anyCourseAfterBatch },
  ),
  endingHoursLater: anyHoursLater,
});
export type Script = typeof anyScript extends fc.Arbitrary<infer T> ? T : never;
