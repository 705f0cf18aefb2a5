import type { CaseFact } from '../facts/case-facts.ts';
import { type LocalSeconds, timestampOf } from '../facts/local-time.ts';
import type { ResponseClass, SurveyFact } from '../facts/survey-facts.ts';

/** A row of a view: dates and timestamps as text. */
export type ViewRow = Readonly<Record<string, string | number | null>>;

/** What the KPIs are computed of. */
export type Facts = {
  readonly cases: readonly CaseFact[];
  readonly surveys: readonly SurveyFact[];
};

/** What counts in one row: the cases received there, the cases closed there, the surveys answered there. */
export type Scope = {
  readonly received: readonly CaseFact[];
  readonly closed: readonly CaseFact[];
  readonly surveys: readonly SurveyFact[];
};

/** The scope of everything whose moment is one of those wanted. */
export const scopeOf = (
  { cases, surveys }: Facts,
  isWanted: (moment: LocalSeconds) => boolean,
): Scope => ({
  received: cases.filter((fact) => isWanted(fact.createdAt)),
  closed: cases.filter((fact) => fact.closedAt !== null && isWanted(fact.closedAt)),
  surveys: surveys.filter((fact) => isWanted(fact.answeredAt)),
});

/** Continuous percentile: between the two nearest values in proportion; null where there are none. */
export const percentile = (values: readonly number[], share: number): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
};

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

const isTrue = (flag: boolean): boolean => flag;
const count = (flags: readonly boolean[]): number => flags.filter(isTrue).length;

const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : (part / whole) * 100;

/** The period columns but for the window and the backlog. */
export const kpiColumns = ({ received, closed, surveys }: Scope): ViewRow => {
  const classes = surveys.flatMap((survey) => survey.responses.map((each) => each.responseClass));
  const ofClass = (wanted: ResponseClass): number => count(classes.map((each) => each === wanted));
  const positive = ofClass('positive');
  const neutral = ofClass('neutral');
  const negative = ofClass('negative');
  const recommendations = surveys.flatMap(({ answers: { Q5 } }) =>
    typeof Q5 === 'number' ? [Q5] : [],
  );
  const promoters = count(recommendations.map((score) => score >= 9));
  const detractors = count(recommendations.map((score) => score <= 6));
  const resolutionMinutes = closed.map((fact) => (fact.modifiedAt - fact.createdAt) / 60);
  return {
    cases_received: received.length,
    cases_open: count(received.map((fact) => !fact.isClosed)),
    cases_closed: closed.length,
    received_and_closed: count(received.map((fact) => fact.isClosed)),
    priority_cases: count(received.map((fact) => fact.priority?.isHigh ?? false)),
    surveys: surveys.length,
    positive_responses: positive,
    neutral_responses: neutral,
    negative_responses: negative,
    csat_pct: percentOf(positive, positive + neutral + negative),
    nps: percentOf(promoters - detractors, recommendations.length),
    avg_resolution_minutes: meanOf(resolutionMinutes),
    p50_resolution_minutes: percentile(resolutionMinutes, 0.5),
    p90_resolution_minutes: percentile(resolutionMinutes, 0.9),
    sla_met: count(received.map((fact) => fact.isSlaMet)),
    sla_breached: count(received.map((fact) => fact.isSlaBreached)),
  };
};

/** Cases received before `end` and not closed before it. */
export const backlogAt = (cases: readonly CaseFact[], end: LocalSeconds): number => {
  let backlog = 0;
  // No list of flags: it is asked for hundreds of periods of a hundred thousand cases.
  for (const { createdAt, closedAt } of cases) {
    if (createdAt < end && !(closedAt !== null && closedAt < end)) backlog += 1;
  }
  return backlog;
};

export const windowColumns = (start: LocalSeconds, end: LocalSeconds): ViewRow => ({
  period_start: timestampOf(start),
  period_end: timestampOf(end),
});
