import { type CaseLife, caseLives } from '../cases/case-life.ts';
import { arrivalWeight } from '../cases/rhythm.ts';
import { hourSeconds } from '../local-time.ts';
import { seededRandom } from '../random.ts';
import type { ReferenceKeys } from '../reference-keys.ts';

export type HistoryScope = {
  readonly cases: number;
  readonly seed: number;
  readonly keys: ReferenceKeys;
  /** First second, and the second after the last; local. */
  readonly start: number;
  readonly end: number;
};

/** The real data set: of 498,000 cases 310,264 were closed, and 399,000 surveys came in. */
const closedShare = 310_264 / 498_000;
const surveyShare = 399_000 / 498_000;

/** Local seconds at which cases are registered: exactly `cases`, in order, by the rhythm of days and weeks. */
function* arrivals({ cases, seed, start, end }: HistoryScope): Generator<number> {
  const random = seededRandom(seed, 'history: arrivals');
  const hours: { from: number; length: number; weight: number }[] = [];
  for (let from = start; from < end; from += hourSeconds) {
    const length = Math.min(hourSeconds, end - from);
    hours.push({ from, length, weight: arrivalWeight(from) * length });
  }
  const total = hours.reduce((sum, { weight }) => sum + weight, 0);
  let passed = 0;
  let given = 0;
  for (const { from, length, weight } of hours) {
    passed += weight;
    const until = Math.round((cases * passed) / total);
    const seconds = Uint32Array.from({ length: until - given }, () =>
      random.integer(0, length - 1),
    ).sort();
    for (const second of seconds) yield from + second;
    given = until;
  }
}

/** The cases in order of registration: the same ones each time that it is called. */
export function* registrations(
  scope: HistoryScope,
): Generator<{ readonly createdAt: number; readonly life: CaseLife }> {
  const draw = caseLives(scope.keys, seededRandom(scope.seed, 'history: cases'));
  for (const createdAt of arrivals(scope)) yield { createdAt, life: draw(createdAt) };
}

/** What happens to cases within the history, decided so that the numbers come out. */
export type HistoryPlan = {
  readonly closed: number;
  readonly surveys: number;
  /** When it is closed, local seconds, or null. */
  readonly closedAt: (createdAt: number, life: CaseLife) => number | null;
  /** When its survey is answered, or null. */
  readonly surveyedAt: (createdAt: number, life: CaseLife) => number | null;
};

/** The score that the `count` lowest of `scores` don't exceed, and how many those are. */
const threshold = (scores: Float64Array, count: number): { highest: number; found: number } => {
  const sorted = scores.toSorted();
  const possible = sorted.indexOf(Number.POSITIVE_INFINITY);
  const found = Math.min(count, possible < 0 ? sorted.length : possible);
  return { highest: sorted[found - 1] ?? Number.NEGATIVE_INFINITY, found };
};

/**
 * Goes through all cases once, keeping three numbers of each, and finds which of them are closed and
 * surveyed before the history ends. Fewer than the real shares where the history is too short for more.
 */
export const planHistory = (scope: HistoryScope): HistoryPlan => {
  const { cases, end } = scope;
  const closeScores = new Float64Array(cases);
  const scoresIfClosed = new Float64Array(cases);
  const scoresIfOpen = new Float64Array(cases);
  const never = Number.POSITIVE_INFINITY;
  let i = 0;
  for (const { createdAt, life } of registrations(scope)) {
    const closing = createdAt + life.resolutionSeconds;
    const answering = (since: number): boolean => since + life.surveyDelaySeconds < end;
    closeScores[i] = closing < end ? life.closeScore : never;
    scoresIfClosed[i] = answering(closing) ? life.surveyScoreClosed : never;
    scoresIfOpen[i] = answering(createdAt) ? life.surveyScoreOpen : never;
    i += 1;
  }
  const closing = threshold(closeScores, Math.round(cases * closedShare));
  const surveyScores = closeScores.map(
    (score, at) => (score <= closing.highest ? scoresIfClosed[at] : scoresIfOpen[at]) ?? never,
  );
  const surveying = threshold(surveyScores, Math.round(cases * surveyShare));

  const closedAt: HistoryPlan['closedAt'] = (createdAt, life) => {
    const at = createdAt + life.resolutionSeconds;
    return at < end && life.closeScore <= closing.highest ? at : null;
  };
  return {
    closed: closing.found,
    surveys: surveying.found,
    closedAt,
    surveyedAt: (createdAt, life) => {
      const closed = closedAt(createdAt, life);
      const score = closed === null ? life.surveyScoreOpen : life.surveyScoreClosed;
      const at = (closed ?? createdAt) + life.surveyDelaySeconds;
      return at < end && score <= surveying.highest ? at : null;
    },
  };
};
