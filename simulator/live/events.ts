import TinyQueue from 'tinyqueue';
import type { FactKind } from '../../domain/facts.ts';
import { caseLives } from '../cases/case-life.ts';
import { caseEvent, type RegisteredCase, type SourceEvent, surveyEvent } from '../cases/events.ts';
import { hourSeconds, localSeconds } from '../local-time.ts';
import { type Random, seededRandom } from '../random.ts';
import type { ReferenceKeys } from '../reference-keys.ts';
import { brokenText } from './breakage.ts';
import type { Disorder } from './disorder.ts';

export type LiveScope = {
  /** Events a second. */
  readonly rate: number;
  readonly seed: number;
  /** The present; may stand still. */
  readonly clock: () => Date;
  /** IANA name of the zone of the events' times. */
  readonly businessTimezone: string;
  readonly keys: ReferenceKeys;
  readonly disorder: Disorder;
};

/** One record for a stream, and what it is. */
export type LiveEvent = {
  readonly kind: FactKind;
  readonly text: string;
  /** The case's number: its events share a shard. */
  readonly caseNumber: string;
  readonly what: 'registered' | 'closed' | 'surveyed' | 'broken';
  readonly isDuplicate: boolean;
  readonly isLate: boolean;
  readonly isOvertaken: boolean;
};

/** Something to send when its time has come: seconds since the run began. */
type Pending = {
  readonly due: number;
  /** Keeps what is due in one moment in a fixed order. */
  readonly order: number;
  readonly send: () => LiveEvent;
  /** Whether chance decides again: not for what comes a second time, or was held back already. */
  readonly isSettled: boolean;
};

/** Time from an event to its arrival. */
const delaySeconds = { from: 1, to: 30 };
const lateSeconds = { from: 300, to: 6 * hourSeconds };
/** How much later a duplicate comes. */
const repeatSeconds = { from: 1, to: 10 };
/** How long an overtaken event is held: long enough for closings to overtake registrations. */
const overtakenSeconds = { from: 1, to: 90 };
/**
 * Share of the slots without anything due in which a case from before the run may be closed, if one
 * drawn at random would have been registered then. With it closings are as frequent in the first
 * seconds as after hours: a case that takes longer than the run has lasted began before it.
 */
const fromBefore = 0.6;
const soonSeconds = { from: 1, to: 10 };
/** Bounds memory in runs of days; cases beyond stay open. About 100 MB. */
const mostPending = 200_000;

const between = (random: Random, { from, to }: { from: number; to: number }): number =>
  random.integer(from, to);

const earlier = (a: Pending, b: Pending): number => a.due - b.due || a.order - b.order;

/**
 * Numbers of a run's cases and surveys: its first second (UTC) and six digits of its seed before a
 * counter. Longer than those of the history, and those of no other run, but for one that begins in
 * the same second with the same seed (which makes the same events).
 */
const runPrefix = (seed: number, clock: () => Date): string =>
  String(Math.floor(clock().getTime() / 1000)) + String(seed % 1_000_000).padStart(6, '0');

/**
 * Live events without end, one for each 1/rate seconds. Time since the beginning is counted in
 * events, never measured, so the same scope gives the same events however fast they are taken.
 *
 * What is due to happen to the cases so far comes first (closings and surveys, as many cases are
 * solved within minutes), and what remains of the rate are new cases and, less and less, closings of
 * cases from before the run. So the rate is kept, and hours and days of the week show in the
 * channels. An event's time lies before the present always: on a clock that stands still a case of
 * the run is closed seconds after its registration, at most a second before 'now'.
 */
export function* liveEvents(scope: LiveScope): Generator<LiveEvent, never> {
  const { rate, seed, clock, businessTimezone, disorder } = scope;
  const random = seededRandom(seed, 'live: what happens');
  const draw = caseLives(scope.keys, seededRandom(seed, 'live: cases'));
  const prefix = runPrefix(seed, clock);
  const pending = new TinyQueue<Pending>([], earlier);
  let order = 0;
  let numbers = 0;

  const nextNumber = (): string => {
    numbers += 1;
    return prefix + String(numbers).padStart(7, '0');
  };
  const chance = (share: number): boolean => random.uniform() < share;
  const present = (): number => localSeconds(clock(), businessTimezone);
  const later = (due: number, send: () => LiveEvent, isSettled = false): void => {
    order += 1;
    pending.push({ due, order, send, isSettled });
  };
  const made = (
    kind: FactKind,
    what: LiveEvent['what'],
    caseNumber: string,
    text: string,
    isLate = false,
  ): LiveEvent => ({
    kind,
    what,
    caseNumber,
    text,
    isLate,
    isDuplicate: false,
    isOvertaken: false,
  });

  const newCase = (createdAt: number, life = draw(createdAt)): RegisteredCase => ({
    number: nextNumber(),
    createdAt,
    life,
  });

  /** Not before `since`, and in the past where that is possible. */
  const past = (at: number, since: number): number => Math.max(since, Math.min(at, present() - 1));

  const survey = (about: RegisteredCase, closedAt: number | null): LiveEvent => {
    const since = closedAt ?? about.createdAt;
    const at = past(since + about.life.surveyDelaySeconds, since);
    const event = surveyEvent(`S-${nextNumber()}`, about, closedAt, at);
    return made('surveys', 'surveyed', about.number, JSON.stringify(event));
  };

  /** @param surveyDue when its survey comes, if it has one. */
  const closing = (about: RegisteredCase, closedAt: number, surveyDue: number): LiveEvent => {
    if (about.life.surveyScoreClosed < 1) later(surveyDue, () => survey(about, closedAt));
    const event = caseEvent(about, 'Closed', closedAt);
    return made('cases', 'closed', about.number, JSON.stringify(event));
  };

  const registration = (elapsed: number, about: RegisteredCase, isLate: boolean): LiveEvent => {
    const { life, createdAt, number } = about;
    if (pending.length >= mostPending) {
      // Nothing more happens to this one.
    } else if (life.closeScore < 1) {
      const due = elapsed + life.resolutionSeconds;
      later(due, () => {
        const closedAt = past(createdAt + life.resolutionSeconds, createdAt);
        return closing(about, closedAt, due + life.surveyDelaySeconds);
      });
    } else if (life.surveyScoreOpen < 1) {
      later(elapsed + life.surveyDelaySeconds, () => survey(about, null));
    }
    const event = caseEvent(about, 'Open', createdAt);
    return made('cases', 'registered', number, JSON.stringify(event), isLate);
  };

  /** A new case, or the closing of one from before the run. */
  const beginning = (elapsed: number): LiveEvent => {
    const isLate = chance(disorder.late);
    const at = present() - between(random, isLate ? lateSeconds : delaySeconds);
    const life = draw(at);
    const { closeScore, resolutionSeconds } = life;
    if (closeScore < 1 && resolutionSeconds > elapsed && !isLate && chance(fromBefore)) {
      const about = newCase(at - resolutionSeconds, life);
      return closing(about, at, elapsed + between(random, soonSeconds));
    }
    return registration(elapsed, newCase(at, life), isLate);
  };

  const broken = (): LiveEvent => {
    const about = newCase(present() - between(random, delaySeconds));
    const kind: FactKind = chance(0.5) ? 'cases' : 'surveys';
    const event: SourceEvent =
      kind === 'cases'
        ? caseEvent(about, 'Open', about.createdAt)
        : surveyEvent(`S-${nextNumber()}`, about, null, about.createdAt);
    return made(kind, 'broken', about.number, brokenText(random, kind, event));
  };

  /** The event of one moment, or none where chance holds it back for a later one. */
  const happening = (elapsed: number): LiveEvent | null => {
    const next = pending.peek();
    const isDue = next !== undefined && next.due <= elapsed;
    if (isDue) pending.pop();
    else if (chance(disorder.broken)) return broken();
    const event = isDue ? next.send() : beginning(elapsed);
    if (isDue && next.isSettled) return event;
    const hold = (isDuplicate: boolean): void =>
      later(
        elapsed + between(random, isDuplicate ? repeatSeconds : overtakenSeconds),
        () => ({ ...event, isDuplicate, isOvertaken: !isDuplicate }),
        true,
      );
    if (chance(disorder.outOfOrder)) {
      hold(false);
      return null;
    }
    if (chance(disorder.duplicates)) hold(true);
    return event;
  };

  for (let slot = 0; ; slot += 1) {
    let event = happening(slot / rate);
    while (event === null) event = happening(slot / rate);
    yield event;
  }
}
