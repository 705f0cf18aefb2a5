import { caseFactsOf } from './facts/case-facts.ts';
import type { Dimensions } from './facts/dimensions.ts';
import { type RawEvent, versionsOf } from './facts/events.ts';
import { secondsOf } from './facts/local-time.ts';
import { surveyFactsOf } from './facts/survey-facts.ts';
import { breakdownViews } from './views/breakdowns.ts';
import { businessViews } from './views/business-periods.ts';
import { civilViews } from './views/civil-periods.ts';
import { currentRowViews } from './views/current-rows.ts';
import type { Facts } from './views/kpi-columns.ts';
import { priorityViews } from './views/priority-rows.ts';
import { questionViews } from './views/question-rows.ts';

/**
 * The rows of every KPI view, by the view's name in `care`,: one computation over
 * the events, whatever their order and however often each of them comes. In no particular order.
 * @param events as producers send them, all valid.
 * @param now business-local, 'YYYY-MM-DD HH:MM:SS'.
 */
export const expectedViews = (events: readonly RawEvent[], dimensions: Dimensions, now: string) => {
  const nowSeconds = secondsOf(now);
  const versions = versionsOf(events);
  const cases = caseFactsOf(versions.cases, dimensions, nowSeconds);
  const surveys = surveyFactsOf(versions.surveys, cases, dimensions);
  const facts: Facts = { cases, surveys };
  return {
    ...civilViews(facts, nowSeconds),
    ...businessViews(facts, dimensions, nowSeconds),
    ...priorityViews(facts, dimensions, nowSeconds),
    ...breakdownViews(facts),
    ...questionViews(facts, dimensions),
    ...currentRowViews(facts, dimensions, nowSeconds),
  };
};

export type ExpectedViews = ReturnType<typeof expectedViews>;
