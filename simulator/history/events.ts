import TinyQueue from 'tinyqueue';
import type { FactKind } from '../../domain/facts.ts';
import { caseEvent, type RegisteredCase, type SourceEvent, surveyEvent } from '../cases/events.ts';
import { type HistoryPlan, type HistoryScope, registrations } from './plan.ts';

/** An event of the history and when it happened, local seconds. */
export type HistoryEvent = {
  readonly kind: FactKind;
  readonly at: number;
  readonly event: SourceEvent;
};

/** What is still to happen to a case; `order` keeps what happens in one second in a fixed order. */
type Pending = {
  readonly at: number;
  readonly order: number;
  readonly about: RegisteredCase;
  readonly closedAt: number | null;
  readonly isSurvey: boolean;
};

/** The source's numbers have six digits and begin about here. */
const firstCase = 600_001;
const firstSurvey = 500_001;

const earlier = (a: Pending, b: Pending): number => a.at - b.at || a.order - b.order;

/** All events in the order in which they happened. Holds the cases to which something is still to happen. */
export function* historyEvents(scope: HistoryScope, plan: HistoryPlan): Generator<HistoryEvent> {
  const pending = new TinyQueue<Pending>([], earlier);
  let order = 0;
  let surveys = 0;
  const happened = ({ at, about, closedAt, isSurvey }: Pending): HistoryEvent => {
    if (!isSurvey) return { kind: 'cases', at, event: caseEvent(about, 'Closed', at) };
    const number = `S-${firstSurvey + surveys}`;
    surveys += 1;
    return { kind: 'surveys', at, event: surveyEvent(number, about, closedAt, at) };
  };
  function* until(end: number): Generator<HistoryEvent> {
    for (let next = pending.peek(); next && next.at < end; next = pending.peek()) {
      pending.pop();
      yield happened(next);
    }
  }
  let cases = 0;
  for (const { createdAt, life } of registrations(scope)) {
    yield* until(createdAt);
    const about = { number: String(firstCase + cases), createdAt, life };
    cases += 1;
    yield { kind: 'cases', at: createdAt, event: caseEvent(about, 'Open', createdAt) };
    const closedAt = plan.closedAt(createdAt, life);
    const surveyedAt = plan.surveyedAt(createdAt, life);
    if (closedAt !== null) {
      pending.push({ at: closedAt, order, about, closedAt, isSurvey: false });
      order += 1;
    }
    if (surveyedAt !== null) {
      pending.push({ at: surveyedAt, order, about, closedAt, isSurvey: true });
      order += 1;
    }
  }
  yield* until(scope.end);
}
