import type { CaseFact } from '../facts/case-facts.ts';
import { civilDay, dateOf } from '../facts/local-time.ts';
import { momentsOf } from './civil-periods.ts';
import { type Facts, kpiColumns, scopeOf, type ViewRow, windowColumns } from './kpi-columns.ts';
import {
  agentOf,
  callCenterOf,
  categoryOf,
  channelOf,
  countryOf,
  departmentOf,
  type Member,
  unknownMember,
} from './members.ts';

/** One row for each member and civil day that has anything. */
const breakdown = (facts: Facts, memberOf: (fact: CaseFact) => Member): ViewRow[] => {
  const surveyMember = (survey: Facts['surveys'][number]): Member =>
    survey.case === null ? unknownMember : memberOf(survey.case);
  const members = new Map(
    [...facts.cases.map(memberOf), ...facts.surveys.map(surveyMember)].map((member) => [
      member.key,
      member,
    ]),
  );
  const cases = Map.groupBy(facts.cases, (fact) => memberOf(fact).key);
  const surveys = Map.groupBy(facts.surveys, (survey) => surveyMember(survey).key);
  return [...members.values()].flatMap(({ key, label }) => {
    const own: Facts = { cases: cases.get(key) ?? [], surveys: surveys.get(key) ?? [] };
    const days = new Set(momentsOf(own).map(civilDay.startOf));
    return [...days].map((start) => {
      const end = civilDay.next(start);
      return {
        day: dateOf(start),
        member_key: key,
        label,
        ...windowColumns(start, end),
        ...kpiColumns(scopeOf(own, (moment) => moment >= start && moment < end)),
      };
    });
  });
};

export const breakdownViews = (facts: Facts) => ({
  kpi_by_call_center: breakdown(facts, callCenterOf),
  kpi_by_agent: breakdown(facts, agentOf),
  kpi_by_channel: breakdown(facts, channelOf),
  kpi_by_category: breakdown(facts, categoryOf),
  kpi_by_product_department: breakdown(facts, departmentOf),
  kpi_by_country: breakdown(facts, countryOf),
});
