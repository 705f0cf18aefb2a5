import type { CaseFact } from '../facts/case-facts.ts';
import type { Dimensions } from '../facts/dimensions.ts';
import type { QuestionId } from '../facts/events.ts';
import {
  civilDay,
  civilHour,
  civilMonth,
  dateOf,
  isoWeek,
  type LocalSeconds,
  timestampOf,
} from '../facts/local-time.ts';
import type { ResponseClass, SurveyFact } from '../facts/survey-facts.ts';
import { type BusinessDay, businessDays } from './business-periods.ts';
import type { Facts, ViewRow } from './kpi-columns.ts';
import {
  agentOf,
  callCenterOf,
  categoryOf,
  channelOf,
  countryOf,
  departmentOf,
  unknownMember,
} from './members.ts';

const flag = (value: boolean): number => (value ? 1 : 0);

const optionalTimestamp = (moment: LocalSeconds | null): string | null =>
  moment === null ? null : timestampOf(moment);

/** The periods that hold a moment, as columns `<name>_hour` and so on; nulls where there is no moment. */
const periodKeys = (
  name: string,
  moment: LocalSeconds | null,
  days: ReadonlyMap<string, BusinessDay>,
): ViewRow => {
  const day = moment === null ? undefined : days.get(dateOf(moment));
  return {
    [`${name}_hour`]: moment === null ? null : timestampOf(civilHour.startOf(moment)),
    [`${name}_day`]: moment === null ? null : dateOf(civilDay.startOf(moment)),
    [`${name}_week`]: moment === null ? null : dateOf(isoWeek.startOf(moment)),
    [`${name}_month`]: moment === null ? null : dateOf(civilMonth.startOf(moment)),
    [`${name}_business_week`]: day ? day.year * 100 + day.week : null,
    [`${name}_business_month`]: day ? day.year * 100 + day.month : null,
    [`${name}_business_quarter`]: day ? day.year * 10 + day.quarter : null,
  };
};

const memberKeys = (fact: CaseFact | null): ViewRow => {
  const keyBy = (memberOf: typeof agentOf): string => (fact ? memberOf(fact) : unknownMember).key;
  return {
    call_center_key: keyBy(callCenterOf),
    agent_key: keyBy(agentOf),
    channel_key: keyBy(channelOf),
    category_key: keyBy(categoryOf),
    product_department: keyBy(departmentOf),
    country_key: keyBy(countryOf),
  };
};

/** The labels that the rows of cases and of surveys share; nulls and Unknown where the case is not there. */
const labels = (fact: CaseFact | null): ViewRow => ({
  priority_key: fact?.priority?.key ?? 'Unknown',
  priority_level: fact?.priority?.level ?? 'Unknown',
  severity: fact?.priority?.severity ?? 'Unknown',
  call_center_vendor: fact?.members.callCenter?.call_center_vendor ?? null,
  call_center_location: fact?.members.callCenter?.location ?? null,
  category_description: fact?.members.category?.category_description ?? null,
  sub_category_description: fact?.members.category?.sub_category_description ?? null,
  product_brand: fact?.members.product?.brand ?? null,
  country_name: fact?.members.country?.name ?? null,
});

const rawKeys = (fact: CaseFact): ViewRow => ({
  call_center_id: fact.callCenterId,
  created_employee_key: fact.employeeKey,
  category: fact.category,
  sub_category: fact.subCategory,
  communication_mode: fact.channel,
  country_cd: fact.country,
  product_code: fact.product,
});

const caseRow = (fact: CaseFact, days: ReadonlyMap<string, BusinessDay>): ViewRow => {
  const { callCenter, product } = fact.members;
  return {
    case_no: fact.caseNo,
    create_timestamp: timestampOf(fact.createdAt),
    last_modified_timestamp: timestampOf(fact.modifiedAt),
    status: fact.isClosed ? 'Closed' : 'Open',
    closed_at: optionalTimestamp(fact.closedAt),
    resolution_minutes: fact.closedAt === null ? null : (fact.closedAt - fact.createdAt) / 60,
    ...rawKeys(fact),
    ...labels(fact),
    is_priority: flag(fact.priority?.isHigh ?? false),
    sla_hours: fact.priority?.slaHours ?? null,
    sla_due_at: optionalTimestamp(fact.slaDueAt),
    is_open: flag(!fact.isClosed),
    is_sla_met: flag(fact.isSlaMet),
    is_sla_breached: flag(fact.isSlaBreached),
    ...memberKeys(fact),
    call_center_country: callCenter?.country ?? null,
    product_commodity: product?.commodity_desc ?? null,
    product_sub_commodity: product?.sub_commodity_desc ?? null,
    ...periodKeys('created', fact.createdAt, days),
    ...periodKeys('closed', fact.closedAt, days),
  };
};

const surveyRow = (fact: SurveyFact, days: ReadonlyMap<string, BusinessDay>): ViewRow => {
  const { answers, responses } = fact;
  const classBy = (question: QuestionId): ResponseClass | null =>
    responses.find((response) => response.question === question)?.responseClass ?? null;
  const ofClass = (wanted: ResponseClass): number =>
    responses.filter(({ responseClass }) => responseClass === wanted).length;
  const recommendation = answers.Q5;
  return {
    survey_id: fact.surveyId,
    case_no: fact.caseNo,
    survey_timestamp: timestampOf(fact.answeredAt),
    q1: answers.Q1,
    q2: answers.Q2,
    q3: answers.Q3,
    q4: answers.Q4,
    q5: answers.Q5,
    q1_class: classBy('Q1'),
    q2_class: classBy('Q2'),
    q3_class: classBy('Q3'),
    q4_class: classBy('Q4'),
    q5_class: classBy('Q5'),
    positive_responses: ofClass('positive'),
    neutral_responses: ofClass('neutral'),
    negative_responses: ofClass('negative'),
    is_promoter: flag(typeof recommendation === 'number' && recommendation >= 9),
    is_detractor: flag(typeof recommendation === 'number' && recommendation <= 6),
    is_nps_answer: flag(recommendation !== null),
    is_case_known: flag(fact.case !== null),
    ...memberKeys(fact.case),
    ...labels(fact.case),
    ...periodKeys('survey', fact.answeredAt, days),
  };
};

const atRiskRow = (fact: CaseFact, dueAt: LocalSeconds, now: LocalSeconds): ViewRow => ({
  case_no: fact.caseNo,
  minutes_left: (dueAt - now) / 60,
  sla_due_at: timestampOf(dueAt),
  is_sla_breached: flag(fact.isSlaBreached),
  create_timestamp: timestampOf(fact.createdAt),
  sla_hours: fact.priority?.slaHours ?? null,
  priority_key: fact.priority?.key ?? null,
  priority_level: fact.priority?.level ?? null,
  severity: fact.priority?.severity ?? null,
  ...rawKeys(fact),
});

/** What member_case and member_survey have of the rows of fact_case and fact_survey. */
const memberColumns = [
  'priority_key',
  'call_center_key',
  'agent_key',
  'channel_key',
  'category_key',
  'product_department',
  'country_key',
];
const memberCaseColumns = [
  ...['case_no', 'create_timestamp', 'closed_at', 'resolution_minutes', 'sla_due_at'],
  ...['is_priority', 'is_open', 'is_sla_met', 'is_sla_breached'],
  ...['call_center_id', 'communication_mode'],
  ...memberColumns,
];
const memberSurveyColumns = [
  ...['survey_id', 'survey_timestamp', 'q1', 'q2', 'q3', 'q4', 'q5'],
  ...['q1_class', 'q2_class', 'q3_class', 'q4_class', 'q5_class'],
  ...['positive_responses', 'neutral_responses', 'negative_responses'],
  ...['is_promoter', 'is_detractor', 'is_nps_answer'],
  ...memberColumns,
];
const only = (columns: readonly string[], row: ViewRow): ViewRow =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));

/** The views that list current rows. */
export const currentRowViews = (facts: Facts, dimensions: Dimensions, now: LocalSeconds) => {
  const days = businessDays(dimensions);
  const cases = facts.cases.map((fact) => caseRow(fact, days));
  const surveys = facts.surveys.map((fact) => surveyRow(fact, days));
  return {
    fact_case: cases,
    fact_survey: surveys,
    member_case: cases.map((row) => only(memberCaseColumns, row)),
    member_survey: surveys.map((row) => only(memberSurveyColumns, row)),
    case_sla_at_risk: facts.cases.flatMap((fact) =>
      fact.slaDueAt === null || fact.isClosed ? [] : [atRiskRow(fact, fact.slaDueAt, now)],
    ),
  };
};
