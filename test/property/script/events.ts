import fc from 'fast-check';
import type { RawEvent } from '../../oracle/facts/events.ts';
import { hourSeconds, type LocalSeconds, timestampOf } from '../../oracle/facts/local-time.ts';
import { momentAfter } from './moments.ts';

/** Small key spaces and few moments, so that events collide and tie. Moments are places in a pool. */
const anyPlace = fc.nat({ max: 5 });

const anyCaseNo = fc.constantFrom('1', '2', 'Ä3', '4', '9007199254740993');

/** A key that the dimension has, one that it lacks, or none. */
const keys = (...known: readonly (string | number)[]) =>
  fc.constantFrom<string | number | null>(...known, 'nobody', null);

/** How long a case stays open: the edges of the SLAs of 1, 1.5 and 8 hours among others. */
const anyDuration = fc.constantFrom(
  0,
  1,
  hourSeconds - 1,
  hourSeconds,
  hourSeconds + 1,
  1.5 * hourSeconds,
  8 * hourSeconds,
  8 * hourSeconds + 1,
  77_777,
);

const anyFields = fc.record({
  kind: fc.constant('case' as const),
  caseNo: anyCaseNo,
  created: anyPlace,
  modified: fc.oneof(
    anyPlace.map((place) => ({ place })),
    anyDuration.map((seconds) => ({ seconds })),
  ),
  status: fc.constantFrom('Open', 'Open', 'Closed'),
  created_employee_key: keys(1, '2', '007'),
  call_center_id: keys('C-101', 'C-102'),
  category: keys('CAT1', 'CAT2'),
  sub_category: keys('SCAT1', 'SCAT2', 'SCAT3'),
  communication_mode: fc.constantFrom('Call', 'Chat', 'Email', 'Fax', null),
  country_cd: keys('IN', 'US', 'de'),
  product_code: keys('10', 9, 'ÿ', '\u{1f600}'),
});

/** What leads to the SLAs of so many hours, in the tidy dimensions and in part in the untidy ones. */
const promised = fc.constantFrom(
  { category: 'CAT1', sub_category: 'SCAT1', hours: 1 },
  { category: 'CAT1', sub_category: 'SCAT2', hours: 1.5 },
  { category: 'CAT2', sub_category: 'SCAT1', hours: 8 },
);

/** Most cases have an SLA: of keys by chance few do. */
const anyCase = fc
  .tuple(anyFields, fc.option(promised, { freq: 2 }))
  .map(([event, promise]) =>
    promise === null
      ? event
      : { ...event, category: promise.category, sub_category: promise.sub_category },
  );

/** Closed at the end of its SLA, or a second beside: by chance alone that is one event of a hundred. */
const closedInTime = fc
  .record({ event: anyCase, promise: promised, nudgeSeconds: fc.constantFrom(0, 0, -1, 1) })
  .map(({ event, promise: { category, sub_category, hours }, nudgeSeconds }) => ({
    ...event,
    status: 'Closed' as const,
    category,
    sub_category,
    modified: { seconds: hours * hourSeconds + nudgeSeconds },
  }));

const anyCaseEvent = fc.oneof(
  { weight: 5, arbitrary: anyCase },
  { weight: 1, arbitrary: closedInTime },
);

const anyScore = fc.option(fc.integer({ min: 1, max: 10 }));

const anySurveyEvent = fc.record({
  kind: fc.constant('survey' as const),
  surveyId: fc.constantFrom('S-1', 'S-2', 'S-3'),
  caseNo: fc.oneof(anyCaseNo, fc.constant('of no case')),
  answered: anyPlace,
  Q1: anyScore,
  Q2: anyScore,
  Q3: anyScore,
  Q4: fc.constantFrom('Y', 'N', null),
  Q5: anyScore,
});

/** One event, apart from how a producer writes it. */
export type ScriptedEvent =
  | (typeof anyCaseEvent extends fc.Arbitrary<infer T> ? T : never)
  | (typeof anySurveyEvent extends fc.Arbitrary<infer T> ? T : never);

export const anyEvent: fc.Arbitrary<ScriptedEvent> = fc.oneof(
  { weight: 1, arbitrary: anyCaseEvent },
  { weight: 1, arbitrary: anySurveyEvent },
);

/** What tells one case or survey from another: a change leaves it. */
const identifying = ['kind', 'caseNo', 'surveyId', 'created'];

/** Where the value of a change comes from: an event of the same kind. */
export const anyDonors = fc.record({ case: anyCaseEvent, survey: anySurveyEvent });
type Donors = typeof anyDonors extends fc.Arbitrary<infer T> ? T : never;

/**
 * The event with one other value, so that it ties with the original in nearly everything.
 * @param field which of its fields, or the next one in which the donor differs
 */
export const withOneChange = (
  event: ScriptedEvent,
  field: number,
  donors: Donors,
): ScriptedEvent => {
  const donor = Object.entries(donors[event.kind]).filter(([name]) => !identifying.includes(name));
  const original = new Map(Object.entries(event));
  const first = field % donor.length;
  const change = [...donor.slice(first), ...donor.slice(0, first)].find(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(original.get(name)),
  );
  return { ...event, ...(change && Object.fromEntries([change])) };
};

/** How a producer writes an event. Whatever it chooses, it is the same event. */
export const anySpelling = fc.record({
  isReversed: fc.boolean(),
  numbersAsText: fc.boolean(),
  spacedKeys: fc.boolean(),
  missing: fc.constantFrom('absent', 'null', 'blank'),
});
export type Spelling = typeof anySpelling extends fc.Arbitrary<infer T> ? T : never;

const fieldsOf = (event: ScriptedEvent, pool: readonly LocalSeconds[], now: LocalSeconds) => {
  const at = (place: number): LocalSeconds => pool[place % pool.length] ?? now;
  if (event.kind === 'survey') {
    const { Q1, Q2, Q3, Q4, Q5 } = event;
    const survey_timestamp = timestampOf(at(event.answered));
    return {
      survey_id: event.surveyId,
      case_no: event.caseNo,
      survey_timestamp,
      Q1,
      Q2,
      Q3,
      Q4,
      Q5,
    };
  }
  const { kind, caseNo, created, modified, ...others } = event;
  const first = at(created);
  const second =
    'place' in modified ? at(modified.place) : momentAfter(first, modified.seconds, now);
  return {
    case_no: caseNo,
    create_timestamp: timestampOf(Math.min(first, second)),
    last_modified_timestamp: timestampOf(Math.max(first, second)),
    ...others,
  };
};

/** The event as it is sent. */
export const rawEventOf = (
  event: ScriptedEvent,
  spelling: Spelling,
  pool: readonly LocalSeconds[],
  now: LocalSeconds,
): RawEvent => {
  const raw: [string, string | number | null][] = [];
  for (const [name, value] of Object.entries(fieldsOf(event, pool, now))) {
    const key = spelling.spacedKeys ? ` ${name.replaceAll('_', ' ')}` : name;
    if (value !== null) raw.push([key, spelling.numbersAsText ? String(value) : value]);
    else if (spelling.missing !== 'absent')
      raw.push([key, spelling.missing === 'null' ? null : ' ']);
  }
  return Object.fromEntries(spelling.isReversed ? raw.reverse() : raw);
};
