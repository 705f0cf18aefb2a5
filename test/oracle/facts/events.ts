import { type LocalSeconds, secondsOf } from './local-time.ts';

/** An event as a producer sends it, already valid: keys in any order and spelling, values as text or numbers. */
export type RawEvent = Readonly<Record<string, string | number | null>>;

export type CaseVersion = {
  readonly caseNo: string;
  readonly createdAt: LocalSeconds;
  readonly modifiedAt: LocalSeconds;
  readonly employeeKey: string | null;
  readonly callCenterId: string | null;
  readonly isClosed: boolean;
  readonly category: string | null;
  readonly subCategory: string | null;
  readonly channel: string | null;
  readonly country: string | null;
  readonly product: string | null;
};

export const questionIds = ['Q1', 'Q2', 'Q3', 'Q4', 'Q5'] as const;
export type QuestionId = (typeof questionIds)[number];

/** An answer: a score, or Y or N. */
export type Answer = number | 'Y' | 'N';

export type SurveyVersion = {
  readonly surveyId: string;
  readonly caseNo: string;
  readonly answeredAt: LocalSeconds;
  readonly answers: Readonly<Record<QuestionId, Answer | null>>;
};

/** Values as text by the contract's names; what is blank is missing. */
const fieldsOf = (event: RawEvent): ReadonlyMap<string, string> => {
  const fields = new Map<string, string>();
  for (const [key, value] of Object.entries(event)) {
    const text = value === null ? '' : String(value);
    if (text.trim() !== '') fields.set(key.trim().toLowerCase().replaceAll(/\s+/g, '_'), text);
  }
  return fields;
};

const requiredField = (fields: ReadonlyMap<string, string>, name: string): string => {
  const value = fields.get(name);
  if (value === undefined)
    throw new Error(`The oracle takes valid events only, got none of ${name}`);
  return value;
};

const caseOf = (fields: ReadonlyMap<string, string>): CaseVersion => ({
  caseNo: requiredField(fields, 'case_no'),
  createdAt: secondsOf(requiredField(fields, 'create_timestamp')),
  modifiedAt: secondsOf(requiredField(fields, 'last_modified_timestamp')),
  employeeKey: fields.get('created_employee_key') ?? null,
  callCenterId: fields.get('call_center_id') ?? null,
  isClosed: requiredField(fields, 'status') === 'Closed',
  category: fields.get('category') ?? null,
  subCategory: fields.get('sub_category') ?? null,
  channel: fields.get('communication_mode') ?? null,
  country: fields.get('country_cd') ?? null,
  product: fields.get('product_code') ?? null,
});

const scoreOf = (text: string | undefined): number | null =>
  text === undefined ? null : Number(text);

const surveyOf = (fields: ReadonlyMap<string, string>): SurveyVersion => {
  const choice = fields.get('q4');
  return {
    surveyId: requiredField(fields, 'survey_id'),
    caseNo: requiredField(fields, 'case_no'),
    answeredAt: secondsOf(requiredField(fields, 'survey_timestamp')),
    answers: {
      Q1: scoreOf(fields.get('q1')),
      Q2: scoreOf(fields.get('q2')),
      Q3: scoreOf(fields.get('q3')),
      Q4: choice === 'Y' || choice === 'N' ? choice : null,
      Q5: scoreOf(fields.get('q5')),
    },
  };
};

/** The versions that a list of events holds, in its order. */
export const versionsOf = (
  events: readonly RawEvent[],
): { cases: CaseVersion[]; surveys: SurveyVersion[] } => {
  const cases: CaseVersion[] = [];
  const surveys: SurveyVersion[] = [];
  for (const event of events) {
    const fields = fieldsOf(event);
    if (fields.has('survey_id')) surveys.push(surveyOf(fields));
    else cases.push(caseOf(fields));
  }
  return { cases, surveys };
};
