import { hourSeconds, localText } from '../local-time.ts';
import type { CaseLife } from './case-life.ts';

/** An event as its producer writes it: names and values of the source. */
export type SourceEvent = Readonly<Record<string, string | number>>;

/** A registered case. Times in local seconds. */
export type RegisteredCase = {
  readonly number: string;
  readonly createdAt: number;
  readonly life: CaseLife;
};

/** @param modifiedAt local seconds: of the registration for Open, of the closing for Closed. */
export const caseEvent = (
  { number, createdAt, life }: RegisteredCase,
  status: 'Open' | 'Closed',
  modifiedAt: number,
): SourceEvent => ({
  case_no: number,
  create_timestamp: localText(createdAt),
  last_modified_timestamp: localText(modifiedAt),
  created_employee_key: life.employee,
  call_center_id: life.callCenter,
  status,
  category: life.category.category,
  sub_category: life.category.subCategory,
  communication_mode: life.channel,
  country_cd: life.country,
  product_code: life.product,
});

/** Mean answer of customers whose case was closed in time, closed late, or is open. */
const moods = { inTime: 8.2, late: 5.6, open: 4.6 };
const spread = 1.9;
/** Beyond this a customer leaves a question out: one answer in 35. */
const unanswered = -1.9;

const mood = ({ life, createdAt }: RegisteredCase, closedAt: number | null): number => {
  if (closedAt === null) return moods.open;
  const { slaHours } = life.category;
  if (slaHours === null) return moods.inTime;
  return closedAt <= createdAt + slaHours * hourSeconds ? moods.inTime : moods.late;
};

/** @param closedAt local seconds, or null where the case is open when it is asked about. */
export const surveyEvent = (
  number: string,
  about: RegisteredCase,
  closedAt: number | null,
  surveyedAt: number,
): SourceEvent => {
  const mean = mood(about, closedAt);
  const [t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0] = about.life.temper;
  const score = (temper: number): number =>
    Math.min(10, Math.max(1, Math.round(mean + spread * temper)));
  return {
    survey_id: number,
    case_no: about.number,
    survey_timestamp: localText(surveyedAt),
    Q1: score(t1),
    // One question's temper decides whether another is left out: leaving out does not lean to one side.
    ...(t1 > unanswered && { Q2: score((t1 + t2) / Math.SQRT2) }),
    ...(t5 > unanswered && { Q3: score((t1 + t3) / Math.SQRT2) }),
    ...(t2 > unanswered && { Q4: mean + spread * t4 > 5.5 ? 'Y' : 'N' }),
    ...(t3 > unanswered && { Q5: score((t1 + t5) / Math.SQRT2) }),
  };
};
