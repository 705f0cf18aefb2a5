import type { LocalSeconds } from '../facts/local-time.ts';
import {
  backlogAt,
  type Facts,
  kpiColumns,
  type Scope,
  scopeOf,
  type ViewRow,
  windowColumns,
} from './kpi-columns.ts';

type MomentOf<T> = (fact: T) => LocalSeconds;

const createdAt: MomentOf<Scope['received'][number]> = (fact) => fact.createdAt;
/** Of a closed case. */
const closedAt: MomentOf<Scope['closed'][number]> = (fact) => fact.closedAt ?? Number.NaN;
const answeredAt: MomentOf<Scope['surveys'][number]> = (fact) => fact.answeredAt;

/** Facts in the order of their moments: of many windows each is found without a look at all facts. */
export type Timeline = { readonly facts: Facts; readonly ordered: Scope };

const inOrder = <T>(facts: readonly T[], momentOf: MomentOf<T>): T[] =>
  facts.toSorted((a, b) => momentOf(a) - momentOf(b));

export const timelineOf = (facts: Facts): Timeline => {
  const { received, closed, surveys } = scopeOf(facts, () => true);
  const ordered = {
    received: inOrder(received, createdAt),
    closed: inOrder(closed, closedAt),
    surveys: inOrder(surveys, answeredAt),
  };
  return { facts, ordered };
};

/** How many of the ordered facts are before a moment. */
const countBefore = <T>(
  ordered: readonly T[],
  momentOf: MomentOf<T>,
  moment: LocalSeconds,
): number => {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const fact = ordered[middle];
    if (fact !== undefined && momentOf(fact) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** All columns of a period view, for [start, end). */
export const windowRow = (
  { facts, ordered }: Timeline,
  start: LocalSeconds,
  end: LocalSeconds,
): ViewRow => {
  const within = <T>(of: readonly T[], momentOf: MomentOf<T>): readonly T[] =>
    of.slice(countBefore(of, momentOf, start), countBefore(of, momentOf, end));
  return {
    ...windowColumns(start, end),
    ...kpiColumns({
      received: within(ordered.received, createdAt),
      closed: within(ordered.closed, closedAt),
      surveys: within(ordered.surveys, answeredAt),
    }),
    backlog: backlogAt(facts.cases, end),
  };
};
